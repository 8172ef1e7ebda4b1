import { randomUUID } from 'node:crypto';
import {
  type ColumnDefinitionBuilder,
  type CreateTableBuilder,
  type Kysely,
  type Migration,
  sql,
} from 'kysely';
import type { Tables } from '../schema.ts';
import type { Engine } from './index.ts';

type Tabled = Kysely<Tables>;

/** Every table of the first version. `bigint` holds a time in milliseconds in both engines. */
export function first(engine: Engine): Migration {
  return {
    async up(db: Tabled) {
      await createMeta(db);
      await createSites(db);
      await createVisitors(db);
      await createOperators(db);
      await createChats(db);
      await createEvents(db);
      await createWork(db, engine);
    },
  };
}

const key = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull();
const filled = (column: ColumnDefinitionBuilder) => column.notNull();
const unique = (column: ColumnDefinitionBuilder) => column.notNull().unique();
/** Goes with the row it belongs to. */
const partOf = (target: string) => (column: ColumnDefinitionBuilder) =>
  column.notNull().references(target).onDelete('cascade');

async function createMeta(db: Tabled): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('key', 'text', key)
    .addColumn('value', 'text', filled)
    .execute();
  await db.insertInto('meta').values({ key: 'epoch', value: randomUUID() }).execute();
}

async function createSites(db: Tabled): Promise<void> {
  await db.schema
    .createTable('sites')
    .addColumn('id', 'text', key)
    .addColumn('key', 'text', unique)
    .addColumn('name', 'text', filled)
    .addColumn('domains', 'text', filled)
    .addColumn('settings', 'text', filled)
    .addColumn('created_at', 'bigint', filled)
    .execute();
}

async function createVisitors(db: Tabled): Promise<void> {
  await db.schema
    .createTable('visitors')
    .addColumn('id', 'text', key)
    .addColumn('site_id', 'text', partOf('sites.id'))
    .addColumn('name', 'text')
    .addColumn('email', 'text')
    .addColumn('created_at', 'bigint', filled)
    .execute();
  await db.schema
    .createTable('visitor_keys')
    .addColumn('hash', 'text', key)
    .addColumn('visitor_id', 'text', partOf('visitors.id'))
    .addColumn('site_id', 'text', partOf('sites.id'))
    .addColumn('remembered', 'integer', filled)
    .addColumn('created_at', 'bigint', filled)
    .addColumn('expires_at', 'bigint', filled)
    .execute();
  // No foreign keys: a decision is kept as evidence also when its visitor was erased.
  await db.schema
    .createTable('consents')
    .addColumn('id', 'text', key)
    .addColumn('site_id', 'text', filled)
    .addColumn('visitor_id', 'text', filled)
    .addColumn('choice', 'text', filled)
    .addColumn('by', 'text', filled)
    .addColumn('version', 'text', filled)
    .addColumn('text', 'text', filled)
    .addColumn('page', 'text', filled)
    .addColumn('at', 'bigint', filled)
    .execute();
  await index(db, 'visitors', ['site_id']);
  await index(db, 'visitor_keys', ['visitor_id']);
  await index(db, 'visitor_keys', ['site_id']);
  await index(db, 'visitor_keys', ['expires_at']);
  await index(db, 'consents', ['visitor_id', 'at']);
}

async function createOperators(db: Tabled): Promise<void> {
  await db.schema
    .createTable('operators')
    .addColumn('id', 'text', key)
    .addColumn('name', 'text', filled)
    .addColumn('email', 'text', unique)
    .addColumn('password_hash', 'text')
    .addColumn('role', 'text', filled)
    .addColumn('accepting', 'integer', filled)
    .addColumn('chat_limit', 'integer', filled)
    .addColumn('created_at', 'bigint', filled)
    .execute();
  await db.schema
    .createTable('operator_sessions')
    .addColumn('hash', 'text', key)
    .addColumn('operator_id', 'text', partOf('operators.id'))
    .addColumn('created_at', 'bigint', filled)
    .addColumn('expires_at', 'bigint', filled)
    .execute();
  await db.schema
    .createTable('links')
    .addColumn('hash', 'text', key)
    .addColumn('purpose', 'text', filled)
    .addColumn('operator_id', 'text', (column) =>
      column.references('operators.id').onDelete('cascade'),
    )
    .addColumn('created_at', 'bigint', filled)
    .addColumn('expires_at', 'bigint', filled)
    .execute();
  await index(db, 'operator_sessions', ['operator_id']);
  await index(db, 'links', ['operator_id']);
}

async function createChats(db: Tabled): Promise<void> {
  await db.schema
    .createTable('chats')
    .addColumn('id', 'text', key)
    .addColumn('site_id', 'text', partOf('sites.id'))
    .addColumn('visitor_id', 'text', partOf('visitors.id'))
    .addColumn('state', 'text', filled)
    // No foreign key: what an operator who left did stays in the chat's past, and state and operator change as one.
    .addColumn('operator_id', 'text')
    .addColumn('last_seq', 'integer', filled)
    .addColumn('last_visible_seq', 'integer', filled)
    .addColumn('last_visitor_seq', 'integer', filled)
    .addColumn('seen_visitor', 'integer', filled)
    .addColumn('seen_operator', 'integer', filled)
    .addColumn('preview', 'text', filled)
    .addColumn('waiting_since', 'bigint')
    .addColumn('page_url', 'text', filled)
    .addColumn('page_title', 'text', filled)
    .addColumn('referrer', 'text', filled)
    .addColumn('browser', 'text', filled)
    .addColumn('system', 'text', filled)
    .addColumn('device', 'text', filled)
    .addColumn('language', 'text', filled)
    .addColumn('started_at', 'bigint', filled)
    .addColumn('updated_at', 'bigint', filled)
    .execute();
  await db.schema
    .createIndex('chats_one_open_per_visitor')
    .unique()
    .on('chats')
    .columns(['site_id', 'visitor_id'])
    .where(sql.ref('state'), '<>', 'closed')
    .execute();
  // A further message changes none of these. Open chats are few: whatever is asked of them is found among all of them.
  await db.schema
    .createIndex('chats_closed_by_updated_at')
    .on('chats')
    .column('updated_at')
    .where(sql.ref('state'), '=', 'closed')
    .execute();
  await index(db, 'chats', ['visitor_id', 'site_id']);
  await index(db, 'chats', ['operator_id', 'state']);
}

/** Ids begin with their time (UUIDv7, RFC 9562): with them first, what is unique of new events stands side by side in its index. */
async function createEvents(db: Tabled): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('chat_id', 'text', partOf('chats.id'))
    .addColumn('seq', 'integer', filled)
    .addColumn('visible_prev', 'integer', filled)
    .addColumn('id', 'text', filled)
    .addColumn('author_role', 'text', filled)
    .addColumn('author_id', 'text', filled)
    .addColumn('audience', 'text', filled)
    .addColumn('body', 'text', filled)
    .addColumn('sent_hash', 'text')
    .addColumn('at', 'bigint', filled)
    .addPrimaryKeyConstraint('events_primary_key', ['chat_id', 'seq'])
    .addUniqueConstraint('events_one_per_author_and_id', ['id', 'author_id'])
    .execute();
}

/** The outbox and what runs in the background. */
async function createWork(db: Tabled, engine: Engine): Promise<void> {
  // No foreign key, which would want an index that each message changes: a row whose event was erased is passed over.
  await createOutbox(db.schema.createTable('outbox'), engine)
    .addColumn('chat_id', 'text', filled)
    .addColumn('seq', 'integer', filled)
    .execute();
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', key)
    .addColumn('kind', 'text', filled)
    .addColumn('target', 'text', filled)
    .addColumn('payload', 'text', filled)
    .addColumn('state', 'text', filled)
    .addColumn('attempts', 'integer', filled)
    .addColumn('run_at', 'bigint', filled)
    .addColumn('claimed_until', 'bigint')
    .addColumn('outcome', 'text', filled)
    .addColumn('created_at', 'bigint', filled)
    .execute();
  await db.schema
    .createTable('addons')
    .addColumn('name', 'text', key)
    .addColumn('enabled', 'integer', filled)
    .addColumn('settings', 'text', filled)
    .execute();
  await index(db, 'jobs', ['state', 'run_at']);
  await index(db, 'jobs', ['target', 'created_at']);
}

/** Positions are never used twice, also after the newest row was deleted: each engine has its own words for that. */
function createOutbox<Table extends string>(
  table: CreateTableBuilder<Table>,
  engine: Engine,
): CreateTableBuilder<Table, 'position'> {
  return engine === 'sqlite'
    ? table.addColumn('position', 'integer', (column) => column.primaryKey().autoIncrement())
    : table.addColumn('position', 'bigint', (column) =>
        column.primaryKey().generatedByDefaultAsIdentity(),
      );
}

async function index(db: Tabled, table: keyof Tables, columns: string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
}
