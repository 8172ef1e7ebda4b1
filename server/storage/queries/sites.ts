import type { SiteId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { SiteRow } from '../schema.ts';

/** Every site, the oldest first. */
export function allSites(db: Db): Promise<SiteRow[]> {
  return db.selectFrom('sites').selectAll().orderBy('created_at').orderBy('id').execute();
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
