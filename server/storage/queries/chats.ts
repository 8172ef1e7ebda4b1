import { sql } from 'kysely';
import type { ChatId, OperatorId, SiteId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { ChatRow } from '../schema.ts';

/**
 * Written into the statements themselves: an index of open chats, or of closed ones, is used only where the engine sees by the
 * statement that it holds all that is asked for.
 */
const CLOSED = sql.lit('closed' as const);

/** A chat's row with what the console shows beside it. */
export interface ChatOverviewRow extends ChatRow {
  readonly site_name: string;
  readonly visitor_name: string | null;
  readonly visitor_email: string | null;
  readonly operator_name: string | null;
}

function overviews(db: Db) {
  return db
    .selectFrom('chats')
    .innerJoin('sites', 'sites.id', 'chats.site_id')
    .innerJoin('visitors', 'visitors.id', 'chats.visitor_id')
    .leftJoin('operators', 'operators.id', 'chats.operator_id')
    .selectAll('chats')
    .select([
      'sites.name as site_name',
      'visitors.name as visitor_name',
      'visitors.email as visitor_email',
      'operators.name as operator_name',
    ]);
}

export function chatOverview(db: Db, chat: ChatId): Promise<ChatOverviewRow | undefined> {
  return overviews(db).where('chats.id', '=', chat).executeTakeFirst();
}

export function chatOverviews(db: Db, chats: readonly ChatId[]): Promise<ChatOverviewRow[]> {
  return overviews(db).where('chats.id', 'in', chats).execute();
}

/** Every chat that is not closed, the one that changed last first. */
export function openChatOverviews(db: Db): Promise<ChatOverviewRow[]> {
  return overviews(db)
    .where('chats.state', '<>', CLOSED)
    .orderBy('chats.updated_at', 'desc')
    .execute();
}

/** Ids of chats that are not closed, the one that changed last first. */
export async function openChatIds(db: Db, limit: number): Promise<ChatId[]> {
  const rows = await db
    .selectFrom('chats')
    .select('id')
    .where('state', '<>', CLOSED)
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The chats that closed last. */
export function closedChatOverviews(db: Db, limit: number): Promise<ChatOverviewRow[]> {
  return overviews(db)
    .where('chats.state', '=', CLOSED)
    .orderBy('chats.updated_at', 'desc')
    .limit(limit)
    .execute();
}

export function chatById(db: Db, chat: ChatId): Promise<ChatRow | undefined> {
  return db.selectFrom('chats').selectAll().where('id', '=', chat).executeTakeFirst();
}

/** A visitor's chats on a site: the open one first, then by their last change, newest first. */
export async function chatsOfVisitor(
  db: Db,
  visitor: VisitorId,
  site: SiteId,
  limit: number,
): Promise<ChatRow[]> {
  const rows = await db
    .selectFrom('chats')
    .selectAll()
    .where('visitor_id', '=', visitor)
    .where('site_id', '=', site)
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
  return rows.sort((a, b) => Number(a.state === 'closed') - Number(b.state === 'closed'));
}

/** Chats that wait for an operator, longest first. */
export function queuedChats(db: Db): Promise<{ id: ChatId; visitor_id: VisitorId }[]> {
  return db
    .selectFrom('chats')
    .select(['id', 'visitor_id'])
    .where('state', '<>', CLOSED)
    .where('state', '=', 'queued')
    .orderBy('waiting_since')
    .orderBy('id')
    .execute();
}

/** How many chats each operator has that are assigned or active: asked operator by operator, so that no closed chat is read. */
export async function chatsPerOperator(db: Db): Promise<Map<OperatorId, number>> {
  const rows = await db
    .selectFrom('operators')
    .select((operator) => [
      'operators.id',
      operator
        .selectFrom('chats')
        .select((chat) => chat.fn.countAll<number | string>().as('chats'))
        .whereRef('chats.operator_id', '=', 'operators.id')
        .where('state', 'in', ['assigned', 'active'])
        .as('chats'),
    ])
    .execute();
  return new Map(rows.map(({ id, chats }) => [id, Number(chats)]));
}

/** Chats that were offered to an operator who has not accepted them yet. */
export function assignedChats(db: Db): Promise<{ id: ChatId; operator_id: OperatorId | null }[]> {
  return db
    .selectFrom('chats')
    .select(['id', 'operator_id'])
    .where('state', '<>', CLOSED)
    .where('state', '=', 'assigned')
    .execute();
}

/** What a reader says of events: they are in their browser, or were looked at. */
export type Mark = 'delivered' | 'seen';

/** Moves a reader's mark forward, never back and never past the log; gives back whether it moved. */
export async function moveMark(
  db: Db,
  chat: ChatId,
  mark: Mark,
  role: 'visitor' | 'operator',
  seq: number,
): Promise<boolean> {
  const column = `${mark}_${role}` as const;
  const result = await db
    .updateTable('chats')
    .set({ [column]: seq })
    .where('id', '=', chat)
    .where(column, '<', seq)
    .where('last_seq', '>=', seq)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** Notes the page a chat's visitor is on now. */
export async function setChatPage(
  db: Db,
  chat: ChatId,
  page: { url: string; title: string },
): Promise<void> {
  await db
    .updateTable('chats')
    .set({ page_url: page.url, page_title: page.title })
    .where('id', '=', chat)
    .execute();
}
