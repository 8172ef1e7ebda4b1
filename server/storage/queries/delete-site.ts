import type { ChatId, FileId, SiteId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import { lockVisitors } from './site-users.ts';

/** What a site holds. */
export interface SiteContents {
  readonly chats: number;
  readonly visitors: number;
  readonly files: number;
}

/** Counts by the site's visitors, by whom chats and files are found. */
export async function siteContents(db: Db, site: SiteId): Promise<SiteContents> {
  const visitors = db.selectFrom('visitors').select('id').where('site_id', '=', site);
  const chats = db.selectFrom('chats').select('id').where('visitor_id', 'in', visitors);
  const files = db.selectFrom('files').select('id').where('visitor_id', 'in', visitors);
  const counted = await db
    .selectNoFrom(({ selectFrom, fn }) => {
      const rows = fn.countAll<number | string>().as('rows');
      return [
        selectFrom(chats.as('ofChats')).select(rows).as('chats'),
        selectFrom(visitors.as('ofVisitors')).select(rows).as('visitors'),
        selectFrom(files.as('ofFiles')).select(rows).as('files'),
      ];
    })
    .executeTakeFirstOrThrow();
  return {
    chats: Number(counted.chats),
    visitors: Number(counted.visitors),
    files: Number(counted.files),
  };
}

/**
 * Takes a site out of use: nobody finds it, its chats or its tags any more, none of its chats is open, and nothing that operators
 * prepared names it. False, and nothing changed, where there is no such site. For a transaction.
 */
export async function takeSiteOut(db: Db, site: SiteId, at: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sites')
    .set({ deleted_at: at })
    .where('id', '=', site)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return false;
  await closeChats(db, site);
  await db.deleteFrom('group_sites').where('site_id', '=', site).execute();
  await db.deleteFrom('identity_secrets').where('site_id', '=', site).execute();
  for (const table of ['canned_responses', 'macros'] as const) {
    await db.deleteFrom(table).where('scope', '=', 'site').where('scope_id', '=', site).execute();
  }
  // Without the site in its filter a view would show the chats of all others.
  await db.deleteFrom('views').where('settings', 'like', `%"site":"${site}"%`).execute();
  return true;
}

/** Without an event: nobody reads these logs any more. */
async function closeChats(db: Db, site: SiteId): Promise<void> {
  const open = await db
    .selectFrom('chats')
    .select('id')
    .where('site_id', '=', site)
    .where('state', '<>', 'closed')
    // Rows are locked in the order of their ids, as everywhere.
    .orderBy('id')
    .forUpdate()
    .execute();
  if (open.length === 0) return;
  await db
    .updateTable('chats')
    .set({ state: 'closed', operator_id: null, waiting_since: null, idle: 0, missed: '' })
    .where('site_id', '=', site)
    .where('state', '<>', 'closed')
    .execute();
}

/** Sites that were deleted and are not erased yet. */
export async function deletedSites(db: Db): Promise<SiteId[]> {
  const rows = await db
    .selectFrom('sites')
    .select('id')
    .where('deleted_at', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** A site that was deleted and is not erased yet. */
export async function deletedSite(
  db: Db,
  site: SiteId,
): Promise<{ readonly deletedAt: number; readonly settings: string } | undefined> {
  const row = await db
    .selectFrom('sites')
    .select(['deleted_at', 'settings'])
    .where('id', '=', site)
    .executeTakeFirst();
  if (!row || row.deleted_at === null) return undefined;
  return { deletedAt: row.deleted_at, settings: row.settings };
}

/** Some visitors of a site, in no order: to sort all that remain, at each step, would take longer the more there are. */
export async function someVisitorsOf(db: Db, site: SiteId, limit: number): Promise<VisitorId[]> {
  const rows = await db
    .selectFrom('visitors')
    .select('id')
    .where('site_id', '=', site)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Some files that these visitors, or operators for them, uploaded. */
export async function someFilesOf(
  db: Db,
  visitors: readonly VisitorId[],
  limit: number,
): Promise<FileId[]> {
  const rows = await db
    .selectFrom('files')
    .select('id')
    .where('visitor_id', 'in', visitors)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Forgets files whose bytes are gone from the disk. */
export async function deleteFiles(db: Db, files: readonly FileId[]): Promise<void> {
  await db.deleteFrom('files').where('id', 'in', files).execute();
}

/**
 * Erases visitors and everything of theirs, but at most about `most` events at once, the words of the index with them: where there is
 * more, the visitors stay for another time. Their files must be gone before, by whose rows they are found. For a transaction.
 */
export async function eraseVisitors(
  db: Db,
  visitors: readonly VisitorId[],
  most: number,
): Promise<void> {
  // Rows are locked in one order: visitors, then chats, each by id.
  await lockVisitors(db, visitors);
  const chats = await lockSomeChatsOf(db, visitors, most);
  let left = most;
  for (const chat of chats) {
    left -= await eraseFromChat(db, chat, left);
    if (left <= 0) return;
  }
  await eraseWithoutChats(db, visitors);
}

async function lockSomeChatsOf(
  db: Db,
  visitors: readonly VisitorId[],
  limit: number,
): Promise<ChatId[]> {
  const rows = await db
    .selectFrom('chats')
    .select('id')
    .where('visitor_id', 'in', visitors)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/** Gives back how much that was: a chat that is gone counts as one event. */
async function eraseFromChat(db: Db, chat: ChatId, most: number): Promise<number> {
  const events = await db
    .selectFrom('events')
    .select('seq')
    .where('chat_id', '=', chat)
    .orderBy('seq')
    .limit(most)
    .execute();
  const last = events.at(-1);
  if (last) {
    await db
      .deleteFrom('events')
      .where('chat_id', '=', chat)
      .where('seq', '<=', last.seq)
      .execute();
  }
  if (events.length === most) return most;
  await db.deleteFrom('chats').where('id', '=', chat).execute();
  return events.length + 1;
}

async function eraseWithoutChats(db: Db, visitors: readonly VisitorId[]): Promise<void> {
  await db.deleteFrom('consents').where('visitor_id', 'in', visitors).execute();
  await db.deleteFrom('visitors').where('id', 'in', visitors).execute();
}

/** Erases some of what was agreed to on a site by visitors who are gone; gives back how much that was. */
export async function eraseConsents(db: Db, site: SiteId, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('consents')
    .select('id')
    .where('site_id', '=', site)
    .limit(limit)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await db.deleteFrom('consents').where('id', 'in', ids).execute();
  return ids.length;
}

/** Removes the row of a site that was deleted and what little goes with it, and its logo where no other site shows the same one. */
export async function eraseSite(db: Db, site: SiteId, logo: string | null): Promise<void> {
  await db.deleteFrom('sites').where('id', '=', site).where('deleted_at', 'is not', null).execute();
  if (logo === null) return;
  const other = await db
    .selectFrom('sites')
    .select('id')
    .where('settings', 'like', `%${logo}%`)
    .limit(1)
    .executeTakeFirst();
  if (other) return;
  await db.deleteFrom('pictures').where('id', '=', logo).where('operator_id', 'is', null).execute();
}
