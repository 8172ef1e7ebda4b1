import type { ChatId, OperatorId, VisitorId } from '../../../protocol/index.ts';
import type { EarlierEvent } from '../append-rules.ts';
import { CHANGING_CHAT_COLUMNS, CHAT_COLUMNS, type ColumnType, EVENT_COLUMNS } from '../columns.ts';
import { type Owners, ownersOf } from '../ledger.ts';
import type { AppendRequest } from '../port.ts';
import type { ChatRow, EventRow } from '../schema.ts';
import type { Session } from './connections.ts';

/**
 * Locks visitors, so that the first messages of one, coming to two nodes at once, wait for each other; gives back those of the
 * site they are said to be of. Rows are locked in the order of their ids everywhere, so that no two transactions wait for
 * one another. The lock leaves chats of theirs to be written by others.
 */
export async function lockVisitors(
  session: Session,
  visitors: readonly VisitorId[],
): Promise<ReadonlySet<Owners>> {
  if (visitors.length === 0) return new Set();
  const { rows } = await session.query<{ id: VisitorId; site_id: string }>(
    'SELECT id, site_id FROM visitors WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE',
    [visitors],
    'lock-visitors',
  );
  return new Set(rows.map(({ id, site_id }) => ownersOf(site_id, id)));
}

/** Of these visitors, the chats that are not closed. Their visitors must be locked: then no other can be made meanwhile. */
export async function openChatsOf(
  session: Session,
  visitors: readonly VisitorId[],
): Promise<ChatId[]> {
  if (visitors.length === 0) return [];
  const { rows } = await session.query<{ id: ChatId }>(
    "SELECT id FROM chats WHERE visitor_id = ANY($1) AND state <> 'closed'",
    [visitors],
    'open-chats',
  );
  return rows.map(({ id }) => id);
}

/** Locks chats: whoever holds the lock gives the next numbers. Gives them back as they are under the lock. */
export async function lockChats(session: Session, chats: readonly ChatId[]): Promise<ChatRow[]> {
  const columns = Object.keys(CHAT_COLUMNS).join(', ');
  const { rows } = await session.query<ChatRow>(
    `SELECT ${columns} FROM chats WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`,
    [chats],
    'lock-chats',
  );
  return rows;
}

/** Locks operators and counts their chats that are assigned or active: nobody else can give them one meanwhile. */
export async function lockAndCountChats(
  session: Session,
  operators: readonly OperatorId[],
): Promise<Map<OperatorId, number>> {
  if (operators.length === 0) return new Map();
  await session.query(
    'SELECT id FROM operators WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE',
    [operators],
    'lock-operators',
  );
  const { rows } = await session.query<{ operator_id: OperatorId; chats: number }>(
    `SELECT operator_id, count(*) AS chats FROM chats
     WHERE operator_id = ANY($1) AND state IN ('assigned', 'active') AND idle = 0 GROUP BY operator_id`,
    [operators],
    'count-chats',
  );
  return new Map(rows.map(({ operator_id, chats }) => [operator_id, chats]));
}

/** Which of these requests came before. To be asked under the locks, where the first one is committed or not there. */
export async function findEvents(
  session: Session,
  batch: readonly AppendRequest[],
): Promise<(EarlierEvent & { author_id: string; id: string })[]> {
  const { rows } = await session.query<EarlierEvent & { author_id: string; id: string }>(
    `SELECT author_id, id, chat_id, seq, at, body, sent_hash FROM events
     JOIN unnest($1::text[], $2::text[]) AS asked (author_id, id) USING (author_id, id)`,
    [batch.map(({ authorId }) => authorId), batch.map(({ id }) => id)],
    'find-events',
  );
  return rows;
}

export async function insertChats(session: Session, chats: readonly ChatRow[]): Promise<void> {
  if (chats.length > 0) await insert(session, 'chats', CHAT_COLUMNS, chats);
}

export async function updateChats(session: Session, chats: readonly ChatRow[]): Promise<void> {
  if (chats.length === 0) return;
  const changes = CHANGING_CHAT_COLUMNS.map((column) => `${column} = changed.${column}`);
  await session.query(
    `UPDATE chats SET ${changes.join(', ')} FROM ${unnest(CHAT_COLUMNS)} AS changed
     (${Object.keys(CHAT_COLUMNS).join(', ')}) WHERE chats.id = changed.id`,
    columnsOf(CHAT_COLUMNS, chats),
    'update-chats',
  );
}

/**
 * Writes the tags of chats anew, as their own columns name them; those that were deleted are left out. The chats must be locked.
 * Tags are locked before what names them, as they are where one is deleted.
 */
export async function putTags(session: Session, chats: readonly ChatRow[]): Promise<void> {
  if (chats.length === 0) return;
  const ids = chats.map(({ id }) => id);
  const wished = chats.flatMap(({ id, tags }) =>
    // Written by the relay itself.
    (JSON.parse(tags) as string[]).map((tag) => ({ id, tag })),
  );
  const { rows } = await session.query<{ id: string }>(
    'SELECT id FROM tags WHERE id = ANY($1) ORDER BY id FOR KEY SHARE',
    [wished.map(({ tag }) => tag)],
    'lock-tags',
  );
  const there = new Set(rows.map(({ id }) => id));
  const named = wished.filter(({ tag }) => there.has(tag));
  await session.query('DELETE FROM chat_tags WHERE chat_id = ANY($1)', [ids], 'delete-chat-tags');
  await session.query(
    'INSERT INTO chat_tags (tag_id, chat_id) SELECT * FROM unnest($1::text[], $2::text[])',
    [named.map(({ tag }) => tag), named.map(({ id }) => id)],
    'insert-chat-tags',
  );
}

/** Writes events with their outbox rows, in this order. */
export async function insertEvents(session: Session, events: readonly EventRow[]): Promise<void> {
  if (events.length === 0) return;
  await insert(session, 'events', EVENT_COLUMNS, events);
  await session.query(
    `INSERT INTO outbox (chat_id, seq)
     SELECT chat_id, seq FROM unnest($1::text[], $2::integer[]) WITH ORDINALITY AS added (chat_id, seq, nth)
     ORDER BY nth`,
    [events.map(({ chat_id }) => chat_id), events.map(({ seq }) => seq)],
    'insert-outbox',
  );
}

/** Notes when operators were given a chat. They must be locked. */
export async function noteAssigned(
  session: Session,
  assignedAt: ReadonlyMap<OperatorId, number>,
): Promise<void> {
  if (assignedAt.size === 0) return;
  await session.query(
    `UPDATE operators SET last_assigned_at = noted.at
     FROM unnest($1::text[], $2::bigint[]) AS noted (id, at) WHERE operators.id = noted.id`,
    [[...assignedAt.keys()], [...assignedAt.values()]],
    'note-assigned',
  );
}

type Columns<Row> = Readonly<Record<keyof Row & string, ColumnType>>;

async function insert<Row extends object>(
  session: Session,
  table: string,
  columns: Columns<Row>,
  rows: readonly Row[],
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  await session.query(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${unnest(columns)} AS added (${names})`,
    columnsOf(columns, rows),
    `insert-${table}`,
  );
}

/** One array a column: the statement stays the same however many rows there are. */
function unnest(columns: Readonly<Record<string, ColumnType>>): string {
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  return `unnest(${arrays.join(', ')})`;
}

function columnsOf<Row extends object>(columns: Columns<Row>, rows: readonly Row[]): unknown[][] {
  const names = Object.keys(columns) as (keyof Row)[]; // the type of `columns` says so
  return names.map((name) => rows.map((row) => row[name]));
}
