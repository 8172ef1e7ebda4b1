import type Database from 'better-sqlite3';
import type { ChatRow, EventRow } from '../schema.ts';

/** What an append asks and writes, prepared once. */
export interface AppendStatements {
  readonly findEvent: Database.Statement<
    [authorId: string, id: string],
    Pick<EventRow, 'chat_id' | 'seq' | 'at' | 'body' | 'sent_hash'>
  >;
  readonly findChat: Database.Statement<[id: string], ChatRow>;
  readonly findOpenChat: Database.Statement<[site: string, visitor: string], ChatRow>;
  readonly countChats: Database.Statement<[operator: string], { chats: number }>;
  /** A row where the site and its visitor exist. */
  readonly hasOwners: Database.Statement<[site: string, visitor: string], { found: number }>;
  readonly insertChat: Database.Statement<[ChatRow]>;
  readonly updateChat: Database.Statement<[ChatRow]>;
  readonly insertEvent: Database.Statement<[EventRow]>;
  readonly insertOutbox: Database.Statement<[chat: string, seq: number]>;
}

/** All columns; a table that gets one more does not compile until it stands here. */
const CHAT_COLUMNS = Object.keys({
  id: true,
  site_id: true,
  visitor_id: true,
  state: true,
  operator_id: true,
  last_seq: true,
  last_visible_seq: true,
  last_visitor_seq: true,
  seen_visitor: true,
  seen_operator: true,
  delivered_visitor: true,
  delivered_operator: true,
  preview: true,
  waiting_since: true,
  page_url: true,
  page_title: true,
  referrer: true,
  browser: true,
  system: true,
  device: true,
  language: true,
  started_at: true,
  updated_at: true,
} satisfies Record<keyof ChatRow, true>);

const EVENT_COLUMNS = Object.keys({
  chat_id: true,
  seq: true,
  visible_prev: true,
  id: true,
  author_role: true,
  author_id: true,
  audience: true,
  body: true,
  sent_hash: true,
  at: true,
} satisfies Record<keyof EventRow, true>);

/** Whose a chat is never changes, so that an update need not check the foreign keys again. */
const FIXED_COLUMNS = ['id', 'site_id', 'visitor_id', 'started_at'];

/** Prepares the statements of an append on the connection that writes. The tables must be there. */
export function prepareAppend(database: Database.Database): AppendStatements {
  const changes = CHAT_COLUMNS.filter((column) => !FIXED_COLUMNS.includes(column))
    .map((column) => `${column} = @${column}`)
    .join(', ');
  return {
    findEvent: database.prepare(
      'SELECT chat_id, seq, at, body, sent_hash FROM events WHERE author_id = ? AND id = ?',
    ),
    findChat: database.prepare('SELECT * FROM chats WHERE id = ?'),
    findOpenChat: database.prepare(
      "SELECT * FROM chats WHERE site_id = ? AND visitor_id = ? AND state <> 'closed'",
    ),
    countChats: database.prepare(
      "SELECT count(*) AS chats FROM chats WHERE operator_id = ? AND state IN ('assigned', 'active')",
    ),
    hasOwners: database.prepare(
      'SELECT 1 AS found FROM sites, visitors WHERE sites.id = ? AND visitors.id = ?',
    ),
    insertChat: database.prepare(insertInto('chats', CHAT_COLUMNS)),
    updateChat: database.prepare(`UPDATE chats SET ${changes} WHERE id = @id`),
    insertEvent: database.prepare(insertInto('events', EVENT_COLUMNS)),
    insertOutbox: database.prepare('INSERT INTO outbox (chat_id, seq) VALUES (?, ?)'),
  };
}

function insertInto(table: string, columns: readonly string[]): string {
  const values = columns.map((column) => `@${column}`).join(', ');
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values})`;
}
