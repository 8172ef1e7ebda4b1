import type { Kysely } from 'kysely';

/** What was uploaded. Without foreign keys: a row outlives its chat, so that the file itself is not forgotten on the disk. */
export const files = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('files')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('visitor_id', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('details', 'text', (column) => column.notNull())
      .addColumn('event_id', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('check_at', 'bigint', (column) => column.notNull())
      .execute();
    for (const column of ['visitor_id', 'check_at']) {
      await db.schema.createIndex(`files_by_${column}`).on('files').column(column).execute();
    }
  },
};
