import type { Kysely } from 'kysely';

/** What is known of visitors beyond their name: all of it goes with them, and none of it stands in a row that each new one needs. */
export const visitors = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('visitor_details')
      .addColumn('visitor_id', 'text', (column) =>
        column.primaryKey().notNull().references('visitors.id').onDelete('cascade'),
      )
      .addColumn('attributes', 'text', (column) => column.notNull())
      .addColumn('visits', 'integer', (column) => column.notNull())
      .addColumn('visited_at', 'bigint', (column) => column.notNull())
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('visitor_notes')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('visitor_id', 'text', (column) =>
        column.notNull().references('visitors.id').onDelete('cascade'),
      )
      // No foreign key: what an operator who left noted stays.
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('changed_at', 'bigint')
      .execute();
    await db.schema
      .createIndex('visitor_notes_by_visitor_id')
      .on('visitor_notes')
      .column('visitor_id')
      .execute();
    await db.schema
      .createTable('chat_pages')
      .addColumn('chat_id', 'text', (column) =>
        column.notNull().references('chats.id').onDelete('cascade'),
      )
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('chat_pages_primary_key', ['chat_id', 'at'])
      .execute();
  },
};
