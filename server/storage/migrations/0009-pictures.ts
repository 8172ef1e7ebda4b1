import type { Kysely } from 'kysely';

/** Logos and photos, which browsers are shown by their id. */
export const pictures = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('pictures')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('operator_id', 'text', (column) =>
        column.unique().references('operators.id').onDelete('cascade'),
      )
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
