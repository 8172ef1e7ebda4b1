import { type ChatId, LIMITS } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { ChatPageRow } from '../schema.ts';

/** A page as it is told. */
export type OpenedPage = Pick<ChatPageRow, 'url' | 'title'>;

/** The pages that a chat's visitor opened, the newest first; none where there was only the chat's own. */
export function chatPages(db: Db, chat: ChatId): Promise<ChatPageRow[]> {
  return db
    .selectFrom('chat_pages')
    .selectAll()
    .where('chat_id', '=', chat)
    .orderBy('at', 'desc')
    .execute();
}

/**
 * Notes the page a chat's visitor is on since `at`, and that it came after the one before. Does nothing where it is that one;
 * a page that only got another title is not a further one.
 */
export async function setChatPage(
  db: Db,
  chat: ChatId,
  page: OpenedPage,
  at: number,
): Promise<void> {
  const row = await db
    .selectFrom('chats')
    .select(['page_url', 'page_title', 'started_at'])
    .where('id', '=', chat)
    .executeTakeFirst();
  if (!row) return;
  const { page_url, page_title, started_at } = row;
  if (page_url === page.url && page_title === page.title) return;
  await db
    .updateTable('chats')
    .set({ page_url: page.url, page_title: page.title })
    .where('id', '=', chat)
    .execute();
  const before = await chatPages(db, chat);
  if (before.length === 0) {
    const first = { url: page_url, title: page_title };
    await addPage(db, chat, page_url === page.url ? page : first, started_at);
  }
  const last = before[0];
  if (page_url !== page.url)
    await addPage(db, chat, page, Math.max(at, (last?.at ?? started_at) + 1));
  else if (last) await retitle(db, last, page.title);
  await forgetOldest(db, chat, before);
}

/** Notes what the visitor had opened before their chat began, the oldest first. */
export async function addChatPages(
  db: Db,
  chat: ChatId,
  pages: readonly Omit<ChatPageRow, 'chat_id'>[],
): Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  const rows = pages.slice(-LIMITS.pagesPerChat).map(({ at, url, title }) => {
    // Two may have been opened within a millisecond.
    last = Math.max(at, last + 1);
    return { chat_id: chat, at: last, url, title };
  });
  if (rows.length === 0) return;
  await db
    .insertInto('chat_pages')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function addPage(
  db: Db,
  chat_id: ChatId,
  { url, title }: OpenedPage,
  at: number,
): Promise<unknown> {
  return db.insertInto('chat_pages').values({ chat_id, at, url, title }).execute();
}

async function retitle(db: Db, { chat_id, at }: ChatPageRow, title: string): Promise<void> {
  await db
    .updateTable('chat_pages')
    .set({ title })
    .where('chat_id', '=', chat_id)
    .where('at', '=', at)
    .execute();
}

async function forgetOldest(db: Db, chat: ChatId, before: readonly ChatPageRow[]): Promise<void> {
  const oldest = before[LIMITS.pagesPerChat - 1];
  if (!oldest) return;
  await db
    .deleteFrom('chat_pages')
    .where('chat_id', '=', chat)
    .where('at', '<=', oldest.at)
    .execute();
}
