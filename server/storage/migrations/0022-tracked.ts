import { type Kysely, sql } from 'kysely';

/** What pages tell of their visitors: orders, the cart, events and goals; and which goals chats and sites know. */
export const tracked = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('tracked')
      .addColumn('visitor_id', 'text', (column) =>
        column.notNull().references('visitors.id').onDelete('cascade'),
      )
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('details', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('tracked_primary_key', ['visitor_id', 'kind', 'key'])
      .execute();
    await db.schema
      .createTable('goals')
      .addColumn('site_id', 'text', (column) =>
        column.notNull().references('sites.id').onDelete('cascade'),
      )
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('reached_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('goals_primary_key', ['site_id', 'name'])
      .execute();
    await db.schema
      .alterTable('chats')
      .addColumn('goals', 'text', (column) => column.notNull().defaultTo(sql.lit('[]')))
      .execute();
  },
};
