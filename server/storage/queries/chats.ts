import { sql } from 'kysely';
import type { ChatId, SiteId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { ChatRow } from '../schema.ts';
import { VISITOR_EMAIL, VISITOR_NAME } from './site-users.ts';
import { CHATS_SITE_IS_THERE } from './sites.ts';

/**
 * Written into the statements themselves: an index of open chats is used only where the engine sees by the statement that it holds all
 * that is asked for.
 */
const CLOSED = sql.lit('closed' as const);

/** A chat's row with what the console shows beside it. */
export interface ChatOverviewRow extends ChatRow {
  readonly site_name: string;
  readonly visitor_name: string | null;
  readonly visitor_email: string | null;
  /** The user whom the site proves the visitor to be, and what it signed of them; null where it does not. */
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly user_email: string | null;
  readonly operator_name: string | null;
  readonly group_name: string | null;
  /** Of the visitor's ban; null where there is none. */
  readonly ban_reason: string | null;
  readonly ban_by: string | null;
  readonly ban_at: number | null;
  readonly ban_until: number | null;
  /** When what is known of the visitor changed last; null where nothing is. */
  readonly visitor_changed_at: number | null;
}

/** Of sites that are there. */
function overviews(db: Db) {
  return db
    .selectFrom('chats')
    .innerJoin('sites', 'sites.id', 'chats.site_id')
    .innerJoin('visitors', 'visitors.id', 'chats.visitor_id')
    .leftJoin('operators', 'operators.id', 'chats.operator_id')
    .leftJoin('groups', 'groups.id', 'chats.group_id')
    .leftJoin('bans', 'bans.visitor_id', 'chats.visitor_id')
    .leftJoin('visitor_details', 'visitor_details.visitor_id', 'chats.visitor_id')
    .leftJoin('site_users', 'site_users.visitor_id', 'chats.visitor_id')
    .selectAll('chats')
    .select([
      'sites.name as site_name',
      VISITOR_NAME.as('visitor_name'),
      VISITOR_EMAIL.as('visitor_email'),
      'site_users.user_id',
      'site_users.name as user_name',
      'site_users.email as user_email',
      'operators.name as operator_name',
      'groups.name as group_name',
      'bans.reason as ban_reason',
      'bans.operator_name as ban_by',
      'bans.at as ban_at',
      'bans.until as ban_until',
      'visitor_details.changed_at as visitor_changed_at',
    ])
    .where('sites.deleted_at', 'is', null);
}

export function chatOverview(db: Db, chat: ChatId): Promise<ChatOverviewRow | undefined> {
  return overviews(db).where('chats.id', '=', chat).executeTakeFirst();
}

export async function chatOverviews(db: Db, chats: readonly ChatId[]): Promise<ChatOverviewRow[]> {
  if (chats.length === 0) return [];
  return overviews(db).where('chats.id', 'in', chats).execute();
}

/** Every chat that is not closed, the one in which something was said last first. */
export function openChatOverviews(db: Db): Promise<ChatOverviewRow[]> {
  return overviews(db)
    .where('chats.state', '<>', CLOSED)
    .orderBy('chats.said_at', 'desc')
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

/** A chat of a site that is there. */
export function chatById(db: Db, chat: ChatId): Promise<ChatRow | undefined> {
  return db
    .selectFrom('chats')
    .selectAll()
    .where('id', '=', chat)
    .where(CHATS_SITE_IS_THERE)
    .executeTakeFirst();
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

/** A visitor's chats, the one that changed last first. */
export function latestChatsOf(
  db: Db,
  visitor: VisitorId,
  limit: number,
): Promise<Pick<ChatRow, 'id' | 'state'>[]> {
  return db
    .selectFrom('chats')
    .select(['id', 'state'])
    .where('visitor_id', '=', visitor)
    .orderBy('updated_at', 'desc')
    .limit(limit)
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
