import type { ChatId } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import { eventFrame } from '../chats/index.ts';
import type { Db, EventRow } from '../storage/index.ts';
import { eventsAfter, eventsBefore } from '../storage/index.ts';
import type { Exit } from './line.ts';

/** Which part of a chat's log a client asks for. */
export interface Stretch {
  readonly chat: ChatId;
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  /** At most LIMITS.fetchEvents. */
  readonly limit?: number;
}

/** Sends stretches of the log, one after another, no faster than the reader takes them in. */
export type Replay = (stretch: Stretch) => Promise<void>;

/** Events read at once: a page of the longest messages is half of what an unread line may hold. */
const PAGE = 16;

export function createReplay(db: Db, exit: Exit, reader: 'visitor' | 'operator'): Replay {
  let last = Promise.resolve();
  return (stretch) => {
    const sent = last.then(() => sendStretch(db, exit, reader, stretch));
    // One that failed must not keep the next one from being sent; its asker hears of it.
    last = sent.catch(() => undefined);
    return sent;
  };
}

async function sendStretch(
  db: Db,
  exit: Exit,
  reader: 'visitor' | 'operator',
  stretch: Stretch,
): Promise<void> {
  const audience = reader === 'visitor' ? 'all' : undefined;
  const { chat, before, limit = LIMITS.fetchEvents } = stretch;
  if (before !== undefined) {
    for (const row of await eventsBefore(db, chat, before, limit, audience)) {
      exit.sendText(eventFrame(row, prevFor(row, reader)));
      await exit.drained();
    }
    return;
  }
  let after = stretch.after ?? 0;
  for (let left = limit; left > 0; left -= PAGE) {
    const rows = await eventsAfter(db, chat, after, Math.min(PAGE, left), audience);
    for (const row of rows) exit.sendText(eventFrame(row, prevFor(row, reader)));
    await exit.drained();
    const newest = rows.at(-1);
    if (!newest || rows.length < PAGE) return;
    after = newest.seq;
  }
}

function prevFor(row: EventRow, reader: 'visitor' | 'operator'): number {
  return reader === 'visitor' ? row.visible_prev : row.seq - 1;
}
