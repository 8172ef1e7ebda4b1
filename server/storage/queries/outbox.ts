import type { Db } from '../port.ts';
import type { EventRow } from '../schema.ts';

/** An event that the add-ons have still to be told of, and its place in the order of commits. */
export interface OutboxEvent extends EventRow {
  readonly position: number;
}

/** The oldest events of the outbox, in commit order, at most `limit`. */
export function outboxEvents(db: Db, limit: number): Promise<OutboxEvent[]> {
  return db
    .selectFrom('outbox')
    .innerJoin('events', (join) =>
      join.onRef('events.chat_id', '=', 'outbox.chat_id').onRef('events.seq', '=', 'outbox.seq'),
    )
    .select('outbox.position')
    .selectAll('events')
    .orderBy('outbox.position')
    .limit(limit)
    .execute();
}

/** Takes everything up to and including `position` out of the outbox. */
export async function clearOutbox(db: Db, position: number): Promise<void> {
  await db.deleteFrom('outbox').where('position', '<=', position).execute();
}
