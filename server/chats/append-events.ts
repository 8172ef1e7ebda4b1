import type { EventBody } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import type { AppendRequest, AppendResult, EventRow, Storage } from '../storage/index.ts';
import { StorageError } from '../storage/index.ts';
import { hintEvent } from './event-frames.ts';

/** Most appends of one transaction. */
const MAX_BATCH = 256;

/** Adds to the log. Resolves after the commit is on disk and after its hint was published. */
export type AppendEvents = (request: AppendRequest) => Promise<AppendResult>;

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: all appends of one turn of the event loop are one transaction, so that a busy relay pays for one fsync
 * where it would pay for a hundred. `onCommit` is told how many there were.
 */
export function createAppendEvents(
  storage: Storage,
  bus: Bus,
  onCommit: (batchSize: number) => void,
): AppendEvents {
  let waiting: Waiting[] = [];

  function flush(): void {
    const batch = waiting.slice(0, MAX_BATCH);
    waiting = waiting.slice(MAX_BATCH);
    if (waiting.length > 0) setImmediate(flush);
    void commit(batch);
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await storage.append(batch.map(({ request }) => request));
      onCommit(batch.length);
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (!result) reject(new Error('storage.append gave back too few results'));
        else {
          publish(bus, result);
          resolve(result);
        }
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return (request) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ request, resolve, reject });
    });
}

/** What a failed append means to its sender. */
export function refusalOfFailure(error: unknown): 'storage_full' | 'storage_failed' | 'internal' {
  return error instanceof StorageError ? error.code : 'internal';
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

function isStep(event: EventRow): boolean {
  const { kind } = JSON.parse(event.body) as EventBody; // checked before it was stored
  return kind !== 'message' && kind !== 'note' && kind !== 'form';
}
