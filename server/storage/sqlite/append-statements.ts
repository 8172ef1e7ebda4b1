import type Database from 'better-sqlite3';
import type { EarlierEvent } from '../append-rules.ts';
import {
  CHANGING_CHAT_COLUMNS,
  CHAT_COLUMNS,
  EVENT_COLUMNS,
  MESSAGE_CHAT_COLUMNS,
} from '../columns.ts';
import type { ChatRow, EventRow } from '../schema.ts';

/** What an append asks and writes. */
export interface AppendStatements {
  findEvent(authorId: string, id: string): EarlierEvent | undefined;
  findChat(id: string): ChatRow | undefined;
  findOpenChat(site: string, visitor: string): ChatRow | undefined;
  countChats(operator: string): number;
  noteAssigned(at: number, operator: string): void;
  /** Whether the site and its visitor exist. */
  hasOwners(site: string, visitor: string): boolean;
  insertChat(chat: ChatRow): void;
  updateChat(chat: ChatRow): void;
  /** As `updateChat` where nothing changes but what further messages change. */
  addMessages(chat: ChatRow): void;
  /** Writes a chat's tags anew, as its own column names them; those that were deleted are left out. */
  putTags(chat: ChatRow): void;
  /** With its outbox row. */
  insertEvent(event: EventRow): void;
}

/**
 * Prepares the statements of an append on the connection that writes. The tables must be there. Values are bound by their
 * places and one by one, since the driver looks up each name of an object, and each element of an array, anew in each row.
 */
export function prepareAppend(database: Database.Database): AppendStatements {
  const findEvent = database.prepare<[string, string], EarlierEvent>(
    'SELECT chat_id, seq, at, body, sent_hash FROM events WHERE author_id = ? AND id = ?',
  );
  const chatColumns = names(CHAT_COLUMNS).join(', ');
  const findChat = database.prepare<[string], ChatRow>(
    `SELECT ${chatColumns} FROM chats WHERE id = ?`,
  );
  const findOpenChat = database.prepare<[string, string], ChatRow>(
    `SELECT ${chatColumns} FROM chats WHERE site_id = ? AND visitor_id = ? AND state <> 'closed'`,
  );
  const countChats = database.prepare<[string], { chats: number }>(
    "SELECT count(*) AS chats FROM chats WHERE operator_id = ? AND state IN ('assigned', 'active') AND idle = 0",
  );
  const noteAssigned = database.prepare('UPDATE operators SET last_assigned_at = ? WHERE id = ?');
  const hasOwners = database.prepare(
    'SELECT 1 FROM sites, visitors WHERE sites.id = ? AND visitors.id = ?',
  );
  const deleteTags = database.prepare('DELETE FROM chat_tags WHERE chat_id = ?');
  const insertTags = database.prepare(
    `INSERT INTO chat_tags (tag_id, chat_id)
     SELECT id, ? FROM tags WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const insertOutbox = database.prepare('INSERT INTO outbox (chat_id, seq) VALUES (?, ?)');
  const insertChat = insertInto<ChatRow>(database, 'chats', names(CHAT_COLUMNS));
  const insertEvent = insertInto<EventRow>(database, 'events', names(EVENT_COLUMNS));
  return {
    findEvent: (authorId, id) => findEvent.get(authorId, id),
    findChat: (id) => findChat.get(id),
    findOpenChat: (site, visitor) => findOpenChat.get(site, visitor),
    countChats: (operator) => countChats.get(operator)?.chats ?? 0,
    noteAssigned: (at, operator) => void noteAssigned.run(at, operator),
    hasOwners: (site, visitor) => hasOwners.get(site, visitor) !== undefined,
    insertChat,
    updateChat: updateChats(database, CHANGING_CHAT_COLUMNS),
    addMessages: updateChats(database, MESSAGE_CHAT_COLUMNS),
    putTags({ id, tags }) {
      deleteTags.run(id);
      insertTags.run(id, tags);
    },
    insertEvent(event) {
      insertEvent(event);
      insertOutbox.run(event.chat_id, event.seq);
    },
  };
}

function names<Row extends object>(columns: Readonly<Record<keyof Row & string, unknown>>) {
  return Object.keys(columns) as (keyof Row & string)[]; // the type of `columns` says so
}

function insertInto<Row extends object>(
  database: Database.Database,
  table: string,
  columns: readonly (keyof Row & string)[],
): (row: Row) => void {
  const places = columns.map(() => '?').join(', ');
  const insert = database.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`,
  );
  return (row) => void insert.run(...columns.map((column) => row[column]));
}

function updateChats(
  database: Database.Database,
  columns: readonly (keyof ChatRow)[],
): (row: ChatRow) => void {
  const changes = columns.map((column) => `${column} = ?`).join(', ');
  const update = database.prepare(`UPDATE chats SET ${changes} WHERE id = ?`);
  return (row) => void update.run(...columns.map((column) => row[column]), row.id);
}
