import { type ChatId, LIMITS, type SiteId, type VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { BanRow, ChatRow, EventRow } from '../schema.ts';
import { moveTracks } from './tracked.ts';
import { setVisitorPerson, visitorById } from './visitors.ts';

/** One visitor's belongings go to another one of the same site. */
export interface Move {
  readonly site: SiteId;
  readonly from: VisitorId;
  readonly to: VisitorId;
}

/** Locks all chats of the one, and those of the other that are open; gives them back. Both visitors must be locked. */
export function lockChatsToMove(db: Db, { site, from, to }: Move): Promise<ChatRow[]> {
  return db
    .selectFrom('chats')
    .selectAll()
    .where('site_id', '=', site)
    .where((chat) =>
      chat.or([
        chat('visitor_id', '=', from),
        chat.and([chat('visitor_id', '=', to), chat('state', '<>', 'closed')]),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Writes a chat that is locked as it shall be, and the events that made it so, with their outbox rows. */
export async function putChat(
  db: Db,
  { id, ...columns }: ChatRow,
  events: readonly EventRow[],
): Promise<void> {
  await db.updateTable('chats').set(columns).where('id', '=', id).execute();
  for (const event of events) {
    await db.insertInto('events').values(event).execute();
    await db.insertInto('outbox').values({ chat_id: id, seq: event.seq }).execute();
  }
}

/**
 * Makes chats those of the other visitor, and what was said in them by the one the other's, so that a repeat is still known for one.
 * What both have said under the same id stays the one's: it is no repeat of either.
 */
export async function moveChatRows(
  db: Db,
  { from, to }: Move,
  chats: readonly ChatId[],
): Promise<void> {
  if (chats.length === 0) return;
  await db.updateTable('chats').set({ visitor_id: to }).where('id', 'in', chats).execute();
  await db
    .updateTable('events')
    .set({ author_id: to })
    .where('chat_id', 'in', chats)
    .where('author_id', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('events as said')
            .select('said.seq')
            .whereRef('said.id', '=', 'events.id')
            .where('said.author_id', '=', to),
        ),
      ),
    )
    .execute();
}

/** Gives the other visitor what else is the one's: files, notes, consents, what pages told, and the name and e-mail that the other has not said. */
export async function moveBelongings(db: Db, { from, to }: Move): Promise<void> {
  await db
    .updateTable('files')
    .set({ author_id: to })
    .where('visitor_id', '=', from)
    .where('author_id', '=', from)
    .execute();
  for (const table of ['files', 'visitor_notes', 'consents'] as const) {
    await db.updateTable(table).set({ visitor_id: to }).where('visitor_id', '=', from).execute();
  }
  await moveTracks(db, { from, to }, LIMITS.tracksPerVisitor);
  const [theirs, others] = [await visitorById(db, from), await visitorById(db, to)];
  const name = others?.name ?? theirs?.name ?? null;
  const email = others?.email ?? theirs?.email ?? null;
  await setVisitorPerson(db, to, { name, email });
}

export function banOfVisitor(db: Db, visitor: VisitorId): Promise<BanRow | undefined> {
  return db.selectFrom('bans').selectAll().where('visitor_id', '=', visitor).executeTakeFirst();
}

/** Removes a visitor whose chats are somebody else's by now, with their keys and all that goes with them. */
export async function deleteVisitor(db: Db, visitor: VisitorId): Promise<void> {
  await db.deleteFrom('visitors').where('id', '=', visitor).execute();
}
