import type { SiteId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { EventRow } from '../schema.ts';
import { VISITOR_EMAIL, VISITOR_NAME } from './site-users.ts';

/** What was taken out of the queue. */
export interface TakenUnindexed {
  readonly rows: number;
  /** Fewer than the rows where some were erased meanwhile. */
  readonly events: readonly EventRow[];
}

/**
 * Takes events whose words are not in the index yet out of their queue, at most `limit`, those noted last first, so that what is
 * said now does not wait for a long past. For a transaction: what another one is taking is passed over.
 */
export async function takeUnindexed(db: Db, limit: number): Promise<TakenUnindexed> {
  const taken = await db
    .selectFrom('unindexed')
    .leftJoin('events', (join) =>
      join
        .onRef('events.chat_id', '=', 'unindexed.chat_id')
        .onRef('events.seq', '=', 'unindexed.seq'),
    )
    .select('unindexed.position')
    .selectAll('events')
    .orderBy('unindexed.position', 'desc')
    .limit(limit)
    .forUpdate('unindexed')
    .skipLocked()
    .execute();
  if (taken.length === 0) return { rows: 0, events: [] };
  const positions = taken.map(({ position }) => position);
  await db.deleteFrom('unindexed').where('position', 'in', positions).execute();
  const events = taken
    .filter(({ id }) => id !== null)
    // The join fills all columns of an event or none.
    .map(({ position: _, ...event }) => event as EventRow);
  return { rows: taken.length, events };
}

/** Notes every event that is not in the outbox, which notes its own: for a database that was filled with events of another one. */
export async function noteAllUnindexed(db: Db): Promise<void> {
  const events = db
    .selectFrom('events')
    .leftJoin('outbox', (join) =>
      join.onRef('outbox.chat_id', '=', 'events.chat_id').onRef('outbox.seq', '=', 'events.seq'),
    )
    .select(['events.chat_id', 'events.seq'])
    .where('outbox.position', 'is', null)
    .orderBy('events.at');
  await db.insertInto('unindexed').columns(['chat_id', 'seq']).expression(events).execute();
}

/** An event that was found, its position, and what is shown beside it. */
export interface FoundEventRow extends EventRow {
  readonly position: number;
  readonly site_id: SiteId;
  readonly site_name: string;
  readonly visitor_id: VisitorId;
  readonly visitor_name: string | null;
  readonly visitor_email: string | null;
  /** The author's, where it is an operator who still has an account. */
  readonly operator_name: string | null;
}

/** The events at these positions of the index, the newest first; without those that were erased meanwhile, or whose site was deleted. */
export async function foundEvents(
  db: Db,
  positions: readonly number[],
): Promise<readonly FoundEventRow[]> {
  if (positions.length === 0) return [];
  return db
    .selectFrom('search_entries')
    .innerJoin('events', (join) =>
      join
        .onRef('events.chat_id', '=', 'search_entries.chat_id')
        .onRef('events.seq', '=', 'search_entries.seq'),
    )
    .innerJoin('chats', 'chats.id', 'events.chat_id')
    .innerJoin('sites', 'sites.id', 'chats.site_id')
    .innerJoin('visitors', 'visitors.id', 'chats.visitor_id')
    .leftJoin('site_users', 'site_users.visitor_id', 'visitors.id')
    .leftJoin('operators', 'operators.id', 'events.author_id')
    .selectAll('events')
    .select([
      'search_entries.position',
      'sites.id as site_id',
      'sites.name as site_name',
      'visitors.id as visitor_id',
      VISITOR_NAME.as('visitor_name'),
      VISITOR_EMAIL.as('visitor_email'),
      'operators.name as operator_name',
    ])
    .where('search_entries.position', 'in', positions)
    .where('sites.deleted_at', 'is', null)
    .orderBy('search_entries.position', 'desc')
    .execute();
}
