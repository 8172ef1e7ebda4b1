import type { VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { BanRow, SiteRow } from '../schema.ts';
import { VISITOR_EMAIL, VISITOR_NAME } from './site-users.ts';

/** A ban with whom it is about. */
export interface BanOverviewRow extends BanRow {
  readonly visitor_name: string | null;
  readonly visitor_email: string | null;
  readonly site_id: SiteRow['id'];
  readonly site_name: string;
}

/** Every ban that is not over at `now`. */
export function bansAt(db: Db, now: number): Promise<BanRow[]> {
  return db
    .selectFrom('bans')
    .selectAll()
    .where((ban) => ban.or([ban('until', 'is', null), ban('until', '>', now)]))
    .execute();
}

/** The same with whom they are about, the newest first. */
export function banOverviews(db: Db, now: number, limit: number): Promise<BanOverviewRow[]> {
  return db
    .selectFrom('bans')
    .innerJoin('visitors', 'visitors.id', 'bans.visitor_id')
    .innerJoin('sites', 'sites.id', 'visitors.site_id')
    .leftJoin('site_users', 'site_users.visitor_id', 'bans.visitor_id')
    .selectAll('bans')
    .select([
      VISITOR_NAME.as('visitor_name'),
      VISITOR_EMAIL.as('visitor_email'),
      'sites.id as site_id',
      'sites.name as site_name',
    ])
    .where((ban) => ban.or([ban('until', 'is', null), ban('until', '>', now)]))
    .where('sites.deleted_at', 'is', null)
    .orderBy('bans.at', 'desc')
    .orderBy('bans.visitor_id')
    .limit(limit)
    .execute();
}

/** Bans a visitor, in the place of an earlier ban; false where there is no such visitor. */
export async function putBan(db: Db, ban: BanRow): Promise<boolean> {
  const visitor = await db
    .selectFrom('visitors')
    .select('id')
    .where('id', '=', ban.visitor_id)
    .executeTakeFirst();
  if (!visitor) return false;
  const { visitor_id: _, ...columns } = ban;
  await db
    .insertInto('bans')
    .values(ban)
    .onConflict((conflict) => conflict.column('visitor_id').doUpdateSet(columns))
    .execute();
  return true;
}

/** False where they were not banned. */
export async function deleteBan(db: Db, visitor: VisitorId): Promise<boolean> {
  const result = await db.deleteFrom('bans').where('visitor_id', '=', visitor).executeTakeFirst();
  return Number(result.numDeletedRows) > 0;
}

export async function deleteBansOver(db: Db, now: number): Promise<void> {
  await db.deleteFrom('bans').where('until', '<=', now).execute();
}
