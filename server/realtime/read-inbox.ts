import type { ChatId, ChatSummary } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { summarise } from '../chats/index.ts';
import { scanChats } from '../search/index.ts';
import {
  type ChatOverviewRow,
  chatOverviews,
  type Db,
  openChatOverviews,
} from '../storage/index.ts';

/** Closed chats listed in a `welcome`. */
const CLOSED = 50;

/** Every chat that is not closed, and of the closed ones those in which something was said last. */
export async function readInbox(db: Db, bus: Pick<Bus, 'presence'>): Promise<ChatSummary[]> {
  const [open, closed] = await Promise.all([openChatOverviews(db), latestClosed(db)]);
  return summariseAll(bus, [...open, ...closed]);
}

/** These chats as rows of the inbox. */
export async function summariseAll(
  bus: Pick<Bus, 'presence'>,
  rows: readonly ChatOverviewRow[],
): Promise<ChatSummary[]> {
  const here = await bus.presence.visitorsHere(rows.map(({ visitor_id }) => visitor_id));
  return rows.map((row) => summarise(row, here.has(row.visitor_id)));
}

/** Without those of sites that were deleted, of which there may be many until they are erased: they are passed over step by step. */
async function latestClosed(db: Db): Promise<ChatOverviewRow[]> {
  const ids: ChatId[] = [];
  const scan = { filter: {}, order: 'said', before: null, limit: CLOSED } as const;
  for await (const { fitting } of scanChats(db, scan)) {
    ids.push(...fitting.map(({ id }) => id));
    if (ids.length >= CLOSED) break;
  }
  const shown = ids.slice(0, CLOSED);
  const rows = new Map((await chatOverviews(db, shown)).map((row) => [row.id, row]));
  return shown.flatMap((id) => rows.get(id) ?? []);
}
