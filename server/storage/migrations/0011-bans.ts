import type { Kysely } from 'kysely';

/** Visitors who may not write for a time. A ban goes with its visitor, and stays where the account of who made it goes. */
export const bans = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('bans')
      .addColumn('visitor_id', 'text', (column) =>
        column.primaryKey().notNull().references('visitors.id').onDelete('cascade'),
      )
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('operator_name', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('until', 'bigint')
      .execute();
  },
};
