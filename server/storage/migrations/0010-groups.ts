import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** Groups of operators, their hours of work, and what routing has to know of a chat without reading its log. */
export const groups = {
  async up(db: Kysely<Tables>): Promise<void> {
    await createGroups(db);
    await addToOperators(db);
    await addToChats(db);
  },
};

async function createGroups(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('groups')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  for (const [table, column, of] of [
    ['group_members', 'operator_id', 'operators.id'],
    ['group_sites', 'site_id', 'sites.id'],
  ] as const) {
    await db.schema
      .createTable(table)
      .addColumn('group_id', 'text', (one) =>
        one.notNull().references('groups.id').onDelete('cascade'),
      )
      .addColumn(column, 'text', (one) => one.notNull().references(of).onDelete('cascade'))
      .addPrimaryKeyConstraint(`${table}_primary_key`, ['group_id', column])
      .execute();
    await db.schema.createIndex(`${table}_by_${column}`).on(table).column(column).execute();
  }
}

async function addToOperators(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .alterTable('operators')
    .addColumn('accepting_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('operators').addColumn('schedule', 'text').execute();
  await db.schema
    .alterTable('operators')
    .addColumn('misses', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

/** Without a foreign key to groups: a chat that is given to a group while it is deleted falls to everybody, and fails no batch. */
async function addToChats(db: Kysely<Tables>): Promise<void> {
  const chats = () => db.schema.alterTable('chats');
  await chats().addColumn('group_id', 'text').execute();
  await chats().addColumn('last_operator_id', 'text').execute();
  for (const column of ['awaits_reply', 'idle']) {
    await chats()
      .addColumn(column, 'integer', (one) => one.notNull().defaultTo(0))
      .execute();
  }
  await chats()
    .addColumn('missed', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await sql`update chats set last_operator_id = operator_id where state in ('active', 'closed')`.execute(
    db,
  );
  await sql`
    update chats set awaits_reply = 1 where state <> 'closed' and last_visitor_seq > coalesce((
      select max(seq) from events
      where chat_id = chats.id and author_role = 'operator' and audience = 'all'
    ), 0)`.execute(db);
}
