import type { EventId, SiteId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { EventRow, GuardCountRow } from '../schema.ts';

/** What was said in a visitor's chats on a site since then, the newest first: of each chat at most its last `limit`, and of all. */
export function saidSince(
  db: Db,
  visitor: VisitorId,
  site: SiteId,
  since: number,
  limit: number,
): Promise<Pick<EventRow, 'id' | 'author_role' | 'body'>[]> {
  return db
    .selectFrom('chats')
    .innerJoin('events', 'events.chat_id', 'chats.id')
    .select(['events.id', 'events.author_role', 'events.body'])
    .where('chats.visitor_id', '=', visitor)
    .where('chats.site_id', '=', site)
    .where('chats.updated_at', '>=', since)
    .where((row) => row('events.seq', '>', row('chats.last_seq', '-', limit)))
    .where('events.at', '>=', since)
    .where('events.audience', '=', 'all')
    .orderBy('events.at', 'desc')
    .orderBy('events.seq', 'desc')
    .limit(limit)
    .execute();
}

/** Whether an operator ever said or did something that this visitor saw. */
export async function hasBeenAnswered(db: Db, visitor: VisitorId, site: SiteId): Promise<boolean> {
  const found = await db
    .selectFrom('chats')
    .innerJoin('events', 'events.chat_id', 'chats.id')
    .select('events.id')
    .where('chats.visitor_id', '=', visitor)
    .where('chats.site_id', '=', site)
    .where('events.author_role', '=', 'operator')
    .where('events.audience', '=', 'all')
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export async function isLogged(db: Db, id: EventId, author: string): Promise<boolean> {
  const found = await db
    .selectFrom('events')
    .select('id')
    .where('id', '=', id)
    .where('author_id', '=', author)
    .executeTakeFirst();
  return found !== undefined;
}

/** Adds to what stands there; rows of hours before `before` are dropped, and so are those of sites that are gone. */
export async function addGuardCounts(
  db: Db,
  rows: readonly GuardCountRow[],
  before: number,
): Promise<void> {
  await db.deleteFrom('guard_counts').where('hour', '<', before).execute();
  for (const row of rows) {
    const site = await db
      .selectFrom('sites')
      .select('id')
      .where('id', '=', row.site_id)
      .executeTakeFirst();
    if (!site) continue;
    await db
      .insertInto('guard_counts')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['site_id', 'rule', 'hour'])
          .doUpdateSet((set) => ({ count: set('guard_counts.count', '+', row.count) })),
      )
      .execute();
  }
}

/** How many of each site and rule since then, by the sites' names. */
export function guardCountsSince(db: Db, since: number) {
  return db
    .selectFrom('guard_counts')
    .innerJoin('sites', 'sites.id', 'guard_counts.site_id')
    .select(['site_id', 'sites.name as site_name', 'rule'])
    .select(({ fn }) => fn.sum<number>('count').as('sum'))
    .where('hour', '>=', since)
    .where('sites.deleted_at', 'is', null)
    .groupBy(['site_id', 'sites.name', 'rule'])
    .orderBy('sites.name')
    .orderBy('site_id')
    .execute();
}
