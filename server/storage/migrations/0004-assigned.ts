import type { Kysely } from 'kysely';

/** When each operator was given a chat last: all nodes choose alike, also after a restart. */
export const assigned = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('operators')
      .addColumn('last_assigned_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
