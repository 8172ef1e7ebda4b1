import type Database from 'better-sqlite3';
import type { EarlierEvent } from '../append-rules.ts';
import { CHANGING_CHAT_COLUMNS, CHAT_COLUMNS, EVENT_COLUMNS } from '../columns.ts';
import type { ChatRow, EventRow } from '../schema.ts';

/** What an append asks and writes, prepared once. */
export interface AppendStatements {
  readonly findEvent: Database.Statement<[authorId: string, id: string], EarlierEvent>;
  readonly findChat: Database.Statement<[id: string], ChatRow>;
  readonly findOpenChat: Database.Statement<[site: string, visitor: string], ChatRow>;
  readonly countChats: Database.Statement<[operator: string], { chats: number }>;
  readonly noteAssigned: Database.Statement<[at: number, operator: string]>;
  /** A row where the site and its visitor exist. */
  readonly hasOwners: Database.Statement<[site: string, visitor: string], { found: number }>;
  readonly insertChat: Database.Statement<[ChatRow]>;
  readonly updateChat: Database.Statement<[ChatRow]>;
  readonly insertEvent: Database.Statement<[EventRow]>;
  readonly insertOutbox: Database.Statement<[chat: string, seq: number]>;
}

/** Prepares the statements of an append on the connection that writes. The tables must be there. */
export function prepareAppend(database: Database.Database): AppendStatements {
  const changes = CHANGING_CHAT_COLUMNS.map((column) => `${column} = @${column}`).join(', ');
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
    noteAssigned: database.prepare('UPDATE operators SET last_assigned_at = ? WHERE id = ?'),
    hasOwners: database.prepare(
      'SELECT 1 AS found FROM sites, visitors WHERE sites.id = ? AND visitors.id = ?',
    ),
    insertChat: database.prepare(insertInto('chats', Object.keys(CHAT_COLUMNS))),
    updateChat: database.prepare(`UPDATE chats SET ${changes} WHERE id = @id`),
    insertEvent: database.prepare(insertInto('events', Object.keys(EVENT_COLUMNS))),
    insertOutbox: database.prepare('INSERT INTO outbox (chat_id, seq) VALUES (?, ?)'),
  };
}

function insertInto(table: string, columns: readonly string[]): string {
  const values = columns.map((column) => `@${column}`).join(', ');
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values})`;
}
