import type { EventBody } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import type { AppendRequest, AppendResult, EventRow, Storage } from '../storage/index.ts';
import { type Gathering, gather, isStorageError } from '../storage/index.ts';
import { hintEvent } from './event-frames.ts';

/** Most appends of one transaction. */
const MAX_BATCH = 256;
/** From one commit to the next where few messages wait: short beside a network's way, long beside a message's turn. */
const REST_MS = 2;

/** Adds to the log. Resolves after the commit is on disk and after its hint was published. */
export type AppendEvents = Gathering<AppendRequest, AppendResult>;

/**
 * Group commit: all appends of one turn of the event loop, and all that come while a commit is under way or within 2 ms
 * of it, are one transaction, so that a busy relay pays for one fsync where it would pay for a hundred. `onCommit` is told
 * how many there were.
 */
export function createAppendEvents(
  storage: Storage,
  bus: Bus,
  onCommit: (batchSize: number) => void,
): AppendEvents {
  return gather({
    most: MAX_BATCH,
    restMs: REST_MS,
    isEverybodys: isStorageError,
    async work(batch) {
      const results = await storage.append(batch);
      onCommit(batch.length);
      for (const result of results) publish(bus, result);
      return results;
    },
  });
}

/** What a failed append means to its sender. */
export function refusalOfFailure(error: unknown): 'storage_full' | 'storage_failed' | 'internal' {
  return isStorageError(error) ? error.code : 'internal';
}

function publish(bus: Bus, result: AppendResult): void {
  if (result.outcome !== 'appended' || result.events.length === 0) return;
  const { chat, events } = result;
  bus.publish({
    type: 'events',
    chat: chat.id,
    site: chat.site_id,
    visitor: chat.visitor_id,
    events: events.map(hintEvent),
    moved: events.some(isStep),
  });
}

/** Kinds of events that are no step of a chat's life. */
const SAID: readonly string[] = ['message', 'note', 'file', 'form', 'rating', 'tagged'];
/** Of what is said, which is most, the kind stands first: no need to read the rest. */
const SAYS = new RegExp(`^\\{"kind":"(?:${SAID.join('|')})"`);

function isStep(event: EventRow): boolean {
  if (SAYS.test(event.body)) return false;
  const { kind } = JSON.parse(event.body) as EventBody; // checked before it was stored
  return !SAID.includes(kind);
}
