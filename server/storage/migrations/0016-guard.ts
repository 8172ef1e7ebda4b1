import type { Kysely } from 'kysely';

/** How many messages of visitors were refused, by site, rule and hour. */
export const guard = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('guard_counts')
      .addColumn('site_id', 'text', (column) =>
        column.notNull().references('sites.id').onDelete('cascade'),
      )
      .addColumn('rule', 'text', (column) => column.notNull())
      .addColumn('hour', 'bigint', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('guard_counts_primary_key', ['site_id', 'rule', 'hour'])
      .execute();
  },
};
