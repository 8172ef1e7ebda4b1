import type { Kysely } from 'kysely';

/** The views of the inbox, and chats by when they began: the archive is read in that order, which no further message changes. */
export const views = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('views')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('operator_id', 'text', (column) =>
        column.references('operators.id').onDelete('cascade'),
      )
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('views_by_operator_id').on('views').column('operator_id').execute();
    await db.schema
      .createIndex('chats_by_started_at')
      .on('chats')
      .columns(['started_at', 'id'])
      .execute();
  },
};
