import { sql } from 'kysely';
import type { ChatId, ChatOrder, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { ChatRow } from '../schema.ts';

/** What filters of chats look at. */
export type FilteredChat = Pick<ChatRow, (typeof NAMES)[number]>;

const NAMES = [
  ...(['id', 'site_id', 'operator_id', 'group_id', 'tags', 'goals', 'state'] as const),
  ...(['rating', 'page_url', 'started_at', 'said_at'] as const),
] as const satisfies readonly (keyof ChatRow)[];

/** Where a chat stands among all, by one of its times and then by its id. */
export interface ChatPlace {
  readonly at: number;
  readonly id: ChatId;
}

/** Some chats in a row. */
export interface ChatWindow {
  readonly order: ChatOrder;
  /** Only what stands before it; null for all. */
  readonly before: ChatPlace | null;
  /** Where they are read by when they began: only those that began then or later. */
  readonly from: number;
  /** Only theirs; undefined for everybody's. */
  readonly visitors: readonly VisitorId[] | undefined;
  readonly limit: number;
}

/**
 * Chats one after another, the newest first: by when they began or, closed ones alone, by when something was said last. Also those of
 * sites that were deleted and are not erased yet: to pass over them here could take as long as there are many. Read by an index, so
 * that it costs what is read, however many chats there are.
 */
export async function chatsInWindow(db: Db, window: ChatWindow): Promise<FilteredChat[]> {
  const { order, before, from, visitors, limit } = window;
  if (visitors?.length === 0) return [];
  const time = order === 'began' ? ('started_at' as const) : ('said_at' as const);
  let chats = db.selectFrom('chats').select(NAMES);
  if (order === 'began') chats = chats.where('started_at', '>=', from);
  // In the statement itself, by which the engine sees that its index of closed chats holds all that is asked for.
  else chats = chats.where('state', '=', sql.lit('closed' as const));
  if (before) {
    const { at, id } = before;
    chats = chats.where(sql<boolean>`(${sql.ref(time)}, id) < (${at}, ${id})`);
  }
  // The plus keeps the engine from walking the index of times past everybody else's chats: those of some visitors are few.
  const place = visitors ? sql`+${sql.ref(time)}` : sql.ref(time);
  if (visitors) chats = chats.where('visitor_id', 'in', visitors);
  return chats.orderBy(place, 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** What filters look at, of these chats. */
export async function filteredChats(db: Db, chats: readonly ChatId[]): Promise<FilteredChat[]> {
  if (chats.length === 0) return [];
  return db.selectFrom('chats').select(NAMES).where('id', 'in', chats).execute();
}
