import type { SiteId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { ConsentRow, VisitorKeyRow, VisitorRow } from '../schema.ts';

/** The key of this hash on this site, expired or not. */
export function findVisitorKey(
  db: Db,
  hash: string,
  site: SiteId,
): Promise<VisitorKeyRow | undefined> {
  return db
    .selectFrom('visitor_keys')
    .selectAll()
    .where('hash', '=', hash)
    .where('site_id', '=', site)
    .executeTakeFirst();
}

export async function insertVisitor(
  db: Db,
  visitor: VisitorRow,
  key: VisitorKeyRow,
): Promise<void> {
  await db.insertInto('visitors').values(visitor).execute();
  await db.insertInto('visitor_keys').values(key).execute();
}

export async function updateVisitorKey(
  db: Db,
  hash: string,
  change: { remembered?: number; expires_at: number },
): Promise<void> {
  await db.updateTable('visitor_keys').set(change).where('hash', '=', hash).execute();
}

/** Cuts the join between a browser and its visitor. */
export async function deleteVisitorKey(db: Db, hash: string): Promise<void> {
  await db.deleteFrom('visitor_keys').where('hash', '=', hash).execute();
}

export async function setVisitorPerson(
  db: Db,
  visitor: VisitorId,
  person: { name?: string; email?: string },
): Promise<void> {
  await db.updateTable('visitors').set(person).where('id', '=', visitor).execute();
}

export async function insertConsent(db: Db, consent: ConsentRow): Promise<void> {
  await db.insertInto('consents').values(consent).execute();
}
