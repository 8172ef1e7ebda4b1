import { sql } from 'kysely';
import type { VisitorId, VisitorNoteId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { ChatRow, VisitorDetailsRow, VisitorNoteRow } from '../schema.ts';
import { VISITOR_EMAIL, VISITOR_NAME } from './site-users.ts';
import { deleteTracks } from './tracked.ts';

/** What is known of a visitor; undefined where nothing is. */
export function visitorDetails(db: Db, visitor: VisitorId): Promise<VisitorDetailsRow | undefined> {
  return db
    .selectFrom('visitor_details')
    .selectAll()
    .where('visitor_id', '=', visitor)
    .executeTakeFirst();
}

/** The same, and nobody else changes it before the transaction ends. */
export async function lockVisitorDetails(
  db: Db,
  visitor: VisitorId,
): Promise<VisitorDetailsRow | undefined> {
  // The visitor's own row, since theirs may not be there yet.
  await db.selectFrom('visitors').select('id').where('id', '=', visitor).forUpdate().execute();
  return visitorDetails(db, visitor);
}

/** Writes a part of it; what was not there before is nothing. */
export async function setVisitorDetails(
  db: Db,
  visitor: VisitorId,
  change: Partial<Omit<VisitorDetailsRow, 'visitor_id'>>,
): Promise<void> {
  const nothing = { attributes: '{}', visits: 0, visited_at: 0, changed_at: 0 };
  await db
    .insertInto('visitor_details')
    .values({ visitor_id: visitor, ...nothing, ...change })
    .onConflict((conflict) => conflict.column('visitor_id').doUpdateSet(change))
    .execute();
}

/** A note with its author's name; null where the account is gone. */
export interface NamedNoteRow extends VisitorNoteRow {
  readonly author_name: string | null;
}

function namedNotes(db: Db) {
  return db
    .selectFrom('visitor_notes')
    .leftJoin('operators', 'operators.id', 'visitor_notes.author_id')
    .selectAll('visitor_notes')
    .select('operators.name as author_name');
}

/** The notes about a visitor, the newest first. */
export function notesOfVisitor(db: Db, visitor: VisitorId): Promise<NamedNoteRow[]> {
  return namedNotes(db)
    .where('visitor_id', '=', visitor)
    .orderBy('visitor_notes.created_at', 'desc')
    .orderBy('visitor_notes.id', 'desc')
    .execute();
}

export function noteById(
  db: Db,
  visitor: VisitorId,
  note: VisitorNoteId,
): Promise<NamedNoteRow | undefined> {
  return namedNotes(db)
    .where('visitor_notes.id', '=', note)
    .where('visitor_id', '=', visitor)
    .executeTakeFirst();
}

export async function countNotes(db: Db, visitor: VisitorId): Promise<number> {
  const { count } = await db
    .selectFrom('visitor_notes')
    .select((note) => note.fn.countAll<number | string>().as('count'))
    .where('visitor_id', '=', visitor)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertNote(db: Db, note: VisitorNoteRow): Promise<void> {
  await db.insertInto('visitor_notes').values(note).execute();
}

export async function updateNote(
  db: Db,
  note: VisitorNoteId,
  change: Pick<VisitorNoteRow, 'text' | 'changed_at'>,
): Promise<void> {
  await db.updateTable('visitor_notes').set(change).where('id', '=', note).execute();
}

export async function deleteNote(db: Db, note: VisitorNoteId): Promise<void> {
  await db.deleteFrom('visitor_notes').where('id', '=', note).execute();
}

/** A chat among its visitor's others. */
export type EarlierChat = Pick<ChatRow, 'id' | 'started_at' | 'rating' | 'preview'> & {
  readonly operator_name: string | null;
};

/** The visitor's chats on a site but this one, the newest first, and how many there are. */
export async function otherChats(
  db: Db,
  { id, visitor_id, site_id }: ChatRow,
  limit: number,
): Promise<{ rows: EarlierChat[]; count: number }> {
  const others = db
    .selectFrom('chats')
    .where('chats.visitor_id', '=', visitor_id)
    .where('chats.site_id', '=', site_id)
    .where('chats.id', '<>', id);
  const rows = await others
    .leftJoin('operators', 'operators.id', 'chats.operator_id')
    .select(['chats.id', 'chats.started_at', 'chats.rating', 'chats.preview'])
    .select('operators.name as operator_name')
    .orderBy('chats.started_at', 'desc')
    .limit(limit)
    .execute();
  if (rows.length < limit) return { rows, count: rows.length };
  const { count } = await others
    .select((chat) => chat.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

/** Takes away all that is known of a visitor beyond their name and what was said; their chats stay. */
export async function eraseVisitorDetails(db: Db, visitor: VisitorId): Promise<void> {
  await db.deleteFrom('visitor_details').where('visitor_id', '=', visitor).execute();
  await db.deleteFrom('visitor_notes').where('visitor_id', '=', visitor).execute();
  await deleteTracks(db, visitor);
  await db
    .deleteFrom('chat_pages')
    .where('chat_id', 'in', (chats) =>
      chats.selectFrom('chats').select('id').where('visitor_id', '=', visitor),
    )
    .execute();
}

/** Who a visitor is, as far as is known. */
export interface PersonRow {
  readonly id: VisitorId;
  /** As the site signed them, else as visitor or page say. */
  readonly name: string | null;
  readonly email: string | null;
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly user_email: string | null;
  readonly visits: number | null;
}

/** Who these visitors are, and how often they were here. */
export function visitorNames(db: Db, visitors: readonly VisitorId[]): Promise<PersonRow[]> {
  return db
    .selectFrom('visitors')
    .leftJoin('visitor_details', 'visitor_details.visitor_id', 'visitors.id')
    .leftJoin('site_users', 'site_users.visitor_id', 'visitors.id')
    .select([
      'visitors.id',
      VISITOR_NAME.as('name'),
      VISITOR_EMAIL.as('email'),
      'site_users.user_id',
      'site_users.name as user_name',
      'site_users.email as user_email',
      'visits',
    ])
    .where('visitors.id', 'in', visitors)
    .execute();
}

/** Every chat that is not closed, as far as its visitor's place among those on the site depends on it. */
export function openChatsByVisitor(
  db: Db,
): Promise<(Pick<ChatRow, 'id' | 'visitor_id' | 'state'> & { operator_name: string | null })[]> {
  return db
    .selectFrom('chats')
    .leftJoin('operators', 'operators.id', 'chats.operator_id')
    .select(['chats.id', 'chats.visitor_id', 'chats.state', 'operators.name as operator_name'])
    .where('chats.state', '<>', sql.lit('closed' as const))
    .execute();
}
