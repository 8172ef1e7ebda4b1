import type { Kysely } from 'kysely';

/** Tags of chats; canned responses with the files that go with them, and macros. */
export const replies = {
  async up(db: Kysely<unknown>): Promise<void> {
    await addTags(db);
    await addCannedResponses(db);
    await addMacros(db);
  },
};

async function addTags(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('chats')
    .addColumn('tags', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await db.schema
    .createTable('tags')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('colour', 'text', (column) => column.notNull())
    .addColumn('site_id', 'text', (column) => column.references('sites.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('chat_tags')
    .addColumn('tag_id', 'text', (column) =>
      column.notNull().references('tags.id').onDelete('cascade'),
    )
    .addColumn('chat_id', 'text', (column) =>
      column.notNull().references('chats.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('chat_tags_key', ['tag_id', 'chat_id'])
    .execute();
  await db.schema.createIndex('chat_tags_by_chat').on('chat_tags').column('chat_id').execute();
}

/** Whose they are has no foreign key: what belonged to a group stays when the group goes, for managers to give it to others. */
async function addCannedResponses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('canned_responses')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('shortcut', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('scope_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('canned_responses_by_shortcut')
    .on('canned_responses')
    .columns(['scope', 'scope_id', 'shortcut'])
    .unique()
    .execute();
  // A row outlives its response, so that the file itself is not forgotten on the disk.
  await db.schema
    .createTable('kept_files')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('operator_id', 'text', (column) => column.notNull())
    .addColumn('response_id', 'text')
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('kept_files_by_response')
    .on('kept_files')
    .column('response_id')
    .execute();
}

async function addMacros(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('macros')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('steps', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('scope_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('macros_by_name')
    .on('macros')
    .columns(['scope', 'scope_id', 'name'])
    .unique()
    .execute();
}
