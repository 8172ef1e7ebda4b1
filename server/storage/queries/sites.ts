import { sql } from 'kysely';
import type { SiteId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { SiteRow } from '../schema.ts';

/** In a statement that reads chats: their site is there. What a site that was deleted has left is as if it were gone. */
export const CHATS_SITE_IS_THERE = sql<boolean>`exists (
  select 1 from sites where sites.id = chats.site_id and sites.deleted_at is null
)`;

/** Every site that is there, the oldest first. */
export function allSites(db: Db): Promise<SiteRow[]> {
  return db
    .selectFrom('sites')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function insertSite(db: Db, site: SiteRow): Promise<void> {
  await db.insertInto('sites').values(site).execute();
}

/** Notes that a page which the site allows loaded its widget; times only grow. */
export async function markSiteSeen(db: Db, id: SiteId, at: number): Promise<void> {
  await db
    .updateTable('sites')
    .set({ seen_at: at })
    .where('id', '=', id)
    .where((where) => where.or([where('seen_at', 'is', null), where('seen_at', '<', at)]))
    .execute();
}

/** When that was last; null where it never was, or there is no such site. */
export async function siteSeenAt(db: Db, id: SiteId): Promise<number | null> {
  const row = await db
    .selectFrom('sites')
    .select('seen_at')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.seen_at ?? null;
}

/** Changes what a site's owner may change; its id and key stay for good. */
export async function updateSite(
  db: Db,
  id: SiteId,
  change: Pick<SiteRow, 'name' | 'domains' | 'settings'>,
): Promise<void> {
  await db.updateTable('sites').set(change).where('id', '=', id).execute();
}
