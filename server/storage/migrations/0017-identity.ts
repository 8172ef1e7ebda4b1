import type { Kysely } from 'kysely';

/** Users of sites, each with the visitor that is theirs, and what their sites prove them with. */
export const identity = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('site_users')
      .addColumn('site_id', 'text', (column) =>
        column.notNull().references('sites.id').onDelete('cascade'),
      )
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('visitor_id', 'text', (column) =>
        column.notNull().unique().references('visitors.id').onDelete('cascade'),
      )
      .addColumn('name', 'text')
      .addColumn('email', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('site_users_primary_key', ['site_id', 'user_id'])
      .execute();
    await db.schema
      .createTable('identity_secrets')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('site_id', 'text', (column) =>
        column.notNull().references('sites.id').onDelete('cascade'),
      )
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('identity_secrets_by_site_id')
      .on('identity_secrets')
      .column('site_id')
      .execute();
  },
};
