import type { Selectable } from 'kysely';
import type { Db } from '../port.ts';
import type { Tables } from '../schema.ts';

/** Which event the add-ons have still to be told of, and its place in the outbox. It may have been erased meanwhile. */
export type OutboxRow = Selectable<Tables['outbox']>;

/**
 * Takes the oldest rows out of the outbox, at most `limit`, each chat's in its order, and notes that the words of their events are
 * not in the index yet: here, because the append path has no time for it. For a transaction: what another one is taking is
 * passed over, so that several relays share the work.
 */
export async function takeOutbox(db: Db, limit: number): Promise<OutboxRow[]> {
  const rows = await db
    .deleteFrom('outbox')
    // Each by its name: a smaller position may be committed later.
    .where('position', 'in', (select) =>
      select
        .selectFrom('outbox')
        .select('position')
        .orderBy('position')
        .limit(limit)
        .forUpdate('outbox')
        .skipLocked(),
    )
    .returning(['position', 'chat_id', 'seq'])
    .execute();
  if (rows.length === 0) return [];
  rows.sort((one, other) => one.position - other.position);
  await db
    .insertInto('unindexed')
    .values(rows.map(({ chat_id, seq }) => ({ chat_id, seq })))
    .execute();
  return rows;
}
