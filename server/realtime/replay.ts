import type { ChatId } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import { eventFrame } from '../chats/index.ts';
import type { Db, EventRow } from '../storage/index.ts';
import { eventsAfter, eventsBefore } from '../storage/index.ts';

/** Which part of a chat's log a client asks for. */
export interface Stretch {
  readonly chat: ChatId;
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  /** At most LIMITS.fetchEvents. */
  readonly limit?: number;
}

/** Reads a stretch of the log as `event` frames for one kind of reader, oldest first. */
export async function replay(
  db: Db,
  stretch: Stretch,
  reader: 'visitor' | 'operator',
): Promise<string[]> {
  const { chat, after, before, limit = LIMITS.fetchEvents } = stretch;
  const audience = reader === 'visitor' ? 'all' : undefined;
  const rows =
    before === undefined
      ? await eventsAfter(db, chat, after ?? 0, limit, audience)
      : await eventsBefore(db, chat, before, limit, audience);
  return rows.map((row) => eventFrame(row, prevFor(row, reader)));
}

function prevFor(row: EventRow, reader: 'visitor' | 'operator'): number {
  return reader === 'visitor' ? row.visible_prev : row.seq - 1;
}
