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

/** Changes what a site's owner may change; its id and key stay for good. */
export async function updateSite(
  db: Db,
  id: SiteId,
  change: Pick<SiteRow, 'name' | 'domains' | 'settings'>,
): Promise<void> {
  await db.updateTable('sites').set(change).where('id', '=', id).execute();
}
