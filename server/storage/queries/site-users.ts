import { sql } from 'kysely';
import type { SiteId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { SiteUserRow, VisitorKeyRow } from '../schema.ts';
import { putVisitorWords } from './visitor-words.ts';

/** Who a visitor is as their site signed it, else as they or the page said. For queries of `visitors` and `site_users`. */
export const VISITOR_NAME = sql<string | null>`coalesce(site_users.name, visitors.name)`;
export const VISITOR_EMAIL = sql<string | null>`coalesce(site_users.email, visitors.email)`;

/** The user of a site whom it calls so. */
export function siteUser(db: Db, site: SiteId, user: string): Promise<SiteUserRow | undefined> {
  return db
    .selectFrom('site_users')
    .selectAll()
    .where('site_id', '=', site)
    .where('user_id', '=', user)
    .executeTakeFirst();
}

/** The user whose visitor this is; undefined where it is nobody's. */
export function userOfVisitor(db: Db, visitor: VisitorId): Promise<SiteUserRow | undefined> {
  return db
    .selectFrom('site_users')
    .selectAll()
    .where('visitor_id', '=', visitor)
    .executeTakeFirst();
}

export async function insertSiteUser(db: Db, user: SiteUserRow): Promise<void> {
  await db.insertInto('site_users').values(user).execute();
  await putVisitorWords(db, [user.visitor_id]);
}

/** Writes what the site signed of them; what it did not stays as it was. */
export async function updateSiteUser(
  db: Db,
  { site_id, user_id, visitor_id }: SiteUserRow,
  person: { name?: string; email?: string },
): Promise<void> {
  if (Object.keys(person).length === 0) return;
  await db
    .updateTable('site_users')
    .set(person)
    .where('site_id', '=', site_id)
    .where('user_id', '=', user_id)
    .execute();
  await putVisitorWords(db, [visitor_id]);
}

/** The key of this hash where it is that visitor's; undefined where it is not, such as after they were forgotten. */
export function keyOfVisitor(
  db: Db,
  visitor: VisitorId,
  hash: string,
): Promise<VisitorKeyRow | undefined> {
  return db
    .selectFrom('visitor_keys')
    .selectAll()
    .where('hash', '=', hash)
    .where('visitor_id', '=', visitor)
    .executeTakeFirst();
}

/** Locks these visitors in the order of their ids; gives back which of them are there. */
export async function lockVisitors(db: Db, visitors: readonly VisitorId[]): Promise<VisitorId[]> {
  const rows = await db
    .selectFrom('visitors')
    .select('id')
    .where('id', 'in', visitors)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertVisitorKey(db: Db, key: VisitorKeyRow): Promise<void> {
  await db.insertInto('visitor_keys').values(key).execute();
}

/** Nothing joins any browser to this visitor any more. */
export async function deleteKeysOfVisitor(db: Db, visitor: VisitorId): Promise<void> {
  await db.deleteFrom('visitor_keys').where('visitor_id', '=', visitor).execute();
}
