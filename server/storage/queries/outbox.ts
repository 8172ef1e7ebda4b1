import type { Db } from '../port.ts';
import type { EventRow } from '../schema.ts';

/** An event that the add-ons have still to be told of, and its place in the outbox. */
export interface OutboxEvent extends EventRow {
  readonly position: number;
}

/**
 * Takes the oldest events out of the outbox, at most `limit`, each chat's in its order, and notes that their words are not in the
 * index yet: here, because the append path has no time for it. For a transaction: what another one is taking is passed over, so
 * that several relays share the work.
 */
export async function takeOutbox(db: Db, limit: number): Promise<OutboxEvent[]> {
  const events = await db
    .selectFrom('outbox')
    .innerJoin('events', (join) =>
      join.onRef('events.chat_id', '=', 'outbox.chat_id').onRef('events.seq', '=', 'outbox.seq'),
    )
    .select('outbox.position')
    .selectAll('events')
    .orderBy('outbox.position')
    .limit(limit)
    .forUpdate('outbox')
    .skipLocked()
    .execute();
  if (events.length === 0) return [];
  // Each by its name: a smaller position may be committed later.
  const positions = events.map(({ position }) => position);
  await noteUnindexed(db, positions);
  await db.deleteFrom('outbox').where('position', 'in', positions).execute();
  return events;
}

async function noteUnindexed(db: Db, positions: readonly number[]): Promise<void> {
  const events = db
    .selectFrom('outbox')
    .select(['chat_id', 'seq'])
    .where('position', 'in', positions)
    .orderBy('position');
  await db.insertInto('unindexed').columns(['chat_id', 'seq']).expression(events).execute();
}
