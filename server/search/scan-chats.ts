import { setImmediate as turn } from 'node:timers/promises';
import type { ChatFilter, ChatOrder } from '../../protocol/index.ts';
import {
  type ChatPlace,
  chatsInWindow,
  type Db,
  deletedSites,
  type FilteredChat,
} from '../storage/index.ts';
import { fitsFilter } from './fits-filter.ts';
import { visitorsIn } from './visitors-in.ts';

/** Chats read at once: about a millisecond, in which a relay on SQLite can do nothing else. */
const WINDOW = 500;

/** Which chats to look through, from where on. */
export interface Scan {
  readonly filter: ChatFilter;
  readonly order: ChatOrder;
  /** Only what stands before it; null for all. */
  readonly before: ChatPlace | null;
  /** So many are looked at at once; 500 by default. */
  readonly limit?: number;
}

/** What a stretch of the chats held. */
export interface Scanned {
  readonly fitting: readonly FilteredChat[];
  /** Where to go on; null after the last one. */
  readonly next: ChatPlace | null;
}

/**
 * Looks through the chats, the newest first, some hundreds at a time, and gives way to all else between them. Chats that begin
 * meanwhile are not among them, nor those of sites that were deleted before; each of the others comes once.
 */
export async function* scanChats(db: Db, scan: Scan): AsyncGenerator<Scanned> {
  const { filter, order, limit = WINDOW } = scan;
  const { from = 0, until } = filter;
  const [visitors, gone] = await Promise.all([visitorsIn(db, filter), deletedSites(db)]);
  let before = startOf(scan);
  while (true) {
    const chats = await chatsInWindow(db, { order, before, from, visitors, limit });
    const last = chats.length === limit ? chats.at(-1) : undefined;
    const fitting = chats.filter((chat) => {
      const isInTime = chat.started_at >= from && chat.started_at < (until ?? Infinity);
      return isInTime && !gone.includes(chat.site_id) && fitsFilter(chat, filter);
    });
    before = last ? placeOf(last, order) : null;
    yield { fitting, next: before };
    if (!before) return;
    await turn();
  }
}

/** Where a chat stands in an order. */
export function placeOf(chat: FilteredChat, order: ChatOrder): ChatPlace {
  return { at: order === 'began' ? chat.started_at : chat.said_at, id: chat.id };
}

function startOf({ filter: { until }, order, before }: Scan): ChatPlace | null {
  if (before || until === undefined || order === 'said') return before;
  // Before every chat that began then.
  return { at: until, id: '' as ChatPlace['id'] };
}
