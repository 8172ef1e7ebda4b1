import type { ChatId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { EventRow } from '../schema.ts';

/** Events of a chat after `after`, at most `limit`, oldest first; with `all`, only those that visitors may see. */
export function eventsAfter(
  db: Db,
  chat: ChatId,
  after: number,
  limit: number,
  audience?: 'all',
): Promise<EventRow[]> {
  return eventsOf(db, chat, audience)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** The last `limit` events of a chat before `before`, oldest first; with `all`, only those that visitors may see. */
export async function eventsBefore(
  db: Db,
  chat: ChatId,
  before: number,
  limit: number,
  audience?: 'all',
): Promise<EventRow[]> {
  const newestFirst = await eventsOf(db, chat, audience)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return newestFirst.reverse();
}

function eventsOf(db: Db, chat: ChatId, audience: 'all' | undefined) {
  const events = db.selectFrom('events').selectAll().where('chat_id', '=', chat);
  return audience ? events.where('audience', '=', audience) : events;
}

export function eventAt(db: Db, chat: ChatId, seq: number): Promise<EventRow | undefined> {
  return db
    .selectFrom('events')
    .selectAll()
    .where('chat_id', '=', chat)
    .where('seq', '=', seq)
    .executeTakeFirst();
}

/** Whether an operator was in a chat at some time. */
export async function wasJoined(db: Db, chat: ChatId): Promise<boolean> {
  const found = await db
    .selectFrom('events')
    .select('seq')
    .where('chat_id', '=', chat)
    .where('author_role', '=', 'operator')
    // Bodies are written with their kind first.
    .where('body', 'like', '{"kind":"joined"%')
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
