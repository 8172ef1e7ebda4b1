import type { SiteId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { ConsentRow, VisitorKeyRow, VisitorRow } from '../schema.ts';
import { putVisitorWords } from './visitor-words.ts';

/** A key, and what is known of its visitor's visits; null where nothing is. */
export interface FoundKeyRow extends VisitorKeyRow {
  readonly visits: number | null;
  readonly visited_at: number | null;
}

/** The key of this hash on this site, expired or not. */
export function findVisitorKey(
  db: Db,
  hash: string,
  site: SiteId,
): Promise<FoundKeyRow | undefined> {
  return db
    .selectFrom('visitor_keys')
    .leftJoin('visitor_details', 'visitor_details.visitor_id', 'visitor_keys.visitor_id')
    .selectAll('visitor_keys')
    .select(['visits', 'visited_at'])
    .where('hash', '=', hash)
    .where('site_id', '=', site)
    .executeTakeFirst();
}

export function visitorById(db: Db, visitor: VisitorId): Promise<VisitorRow | undefined> {
  return db.selectFrom('visitors').selectAll().where('id', '=', visitor).executeTakeFirst();
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

/** Cuts the join between a browser and its visitor; gives back whose it was, undefined where there was none. */
export async function deleteVisitorKey(db: Db, hash: string): Promise<VisitorId | undefined> {
  const cut = await db
    .deleteFrom('visitor_keys')
    .where('hash', '=', hash)
    .returning('visitor_id')
    .executeTakeFirst();
  return cut?.visitor_id;
}

export async function setVisitorPerson(
  db: Db,
  visitor: VisitorId,
  person: { name?: string | null; email?: string | null },
): Promise<void> {
  await db.updateTable('visitors').set(person).where('id', '=', visitor).execute();
  await putVisitorWords(db, [visitor]);
}

export async function insertConsent(db: Db, consent: ConsentRow): Promise<void> {
  await db.insertInto('consents').values(consent).execute();
}
