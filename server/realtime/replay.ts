import type { ChatId } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import { eventFrame, visitorEventFrame } from '../chats/index.ts';
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

/** Events read at once for a reader that was slow: as many of the longest messages as its line may hold. */
const SLOW_PAGE = 16;

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
  const { chat, after = 0, before, limit = LIMITS.fetchEvents } = stretch;
  await exit.drained();
  let rows =
    before === undefined
      ? await eventsAfter(db, chat, after, limit, audience)
      : await eventsBefore(db, chat, before, limit, audience);
  let left = rows.length;
  while (rows.length > 0) {
    const sent = sendUntilSlow(exit, reader, rows);
    const last = rows[sent - 1];
    left -= sent;
    if (!last || left === 0) return;
    // The rest is read again: nobody who keeps us waiting shall fill our memory.
    rows = [];
    await exit.drained();
    rows = await eventsAfter(db, chat, last.seq, Math.min(SLOW_PAGE, left), audience);
  }
}

/** Gives back how many were sent. */
function sendUntilSlow(exit: Exit, reader: 'visitor' | 'operator', rows: EventRow[]): number {
  let sent = 0;
  for (const row of rows) {
    exit.sendText(reader === 'visitor' ? visitorEventFrame(row) : eventFrame(row, row.seq - 1));
    sent += 1;
    if (exit.isSlow()) break;
  }
  return sent;
}
