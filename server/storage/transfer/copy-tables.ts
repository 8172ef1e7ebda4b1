import type { Engine } from '../engine.ts';
import type { Db } from '../port.ts';
import { addRows, type Digest, EMPTY } from './digest.ts';
import { countRows, insertRows, pagesOf } from './pages.ts';
import { nextPosition, setNextPosition } from './positions.ts';
import { ALL_TABLES, type Table, type TableName } from './tables.ts';

/** A database that nobody else changes meanwhile: in a transaction, or under a lock. */
export interface Side {
  readonly db: Db;
  readonly engine: Engine;
}

/** How far a copy is: called at the beginning, after each page and at the end of a table. */
export type OnProgress = (table: TableName, rowsDone: number, rowsInAll: number) => void;

/** Rows that were copied, by table. */
export type Copied = ReadonlyMap<TableName, number>;

/**
 * Copies every table to one that is empty there, a page at a time, and the count of the outbox's positions. Then it reads the
 * target again and rejects where a table does not hold what was read, row for row.
 */
export async function copyTables(from: Side, to: Side, onProgress: OnProgress): Promise<Copied> {
  const digests = new Map<Table, Digest>();
  for (const table of ALL_TABLES) {
    digests.set(table, await copyTable(from.db, to.db, table, onProgress));
  }
  await setNextPosition(to.db, to.engine, await nextPosition(from.db, from.engine));
  for (const [table, digest] of digests) await compare(to.db, table, digest);
  return new Map([...digests].map(([{ name }, { rows }]) => [name, rows]));
}

async function copyTable(from: Db, to: Db, table: Table, onProgress: OnProgress): Promise<Digest> {
  const rowsInAll = await countRows(from, table);
  let digest = EMPTY;
  onProgress(table.name, 0, rowsInAll);
  for await (const rows of pagesOf(from, table)) {
    await insertRows(to, table, rows);
    digest = addRows(digest, table, rows);
    onProgress(table.name, digest.rows, rowsInAll);
  }
  // Counted by the database itself: a row that no page showed would be missed on both sides.
  if (digest.rows !== rowsInAll)
    throw differs(table, `${digest.rows} of ${rowsInAll} rows were read`);
  return digest;
}

async function compare(db: Db, table: Table, wanted: Digest): Promise<void> {
  const rows = await countRows(db, table);
  if (rows !== wanted.rows) throw differs(table, `${rows} rows instead of ${wanted.rows}`);
  let digest = EMPTY;
  for await (const page of pagesOf(db, table)) digest = addRows(digest, table, page);
  if (digest.sum !== wanted.sum) throw differs(table, 'a row is not what it was');
}

function differs({ name }: Table, how: string): Error {
  return new Error(`the copy of the table ${name} differs: ${how}`);
}
