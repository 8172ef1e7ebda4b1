import type { Engine } from '../engine.ts';
import type { Db } from '../port.ts';
import { noteAllUnindexed } from '../queries/search.ts';
import type { TableName } from './copied-columns.ts';
import { addRows, type Digest, EMPTY } from './digest.ts';
import { countRows, insertRows, pagesOf, type Row } from './pages.ts';
import { nextPosition, setNextPosition } from './positions.ts';
import { ALL_TABLES, type Table } from './tables.ts';

/** A database that nobody else changes meanwhile: in a transaction, or under a lock. */
export interface Side {
  readonly db: Db;
  readonly engine: Engine;
}

/** How far a copy is. */
export interface Step {
  readonly doing: 'copying' | 'comparing';
  readonly table: TableName;
  readonly rowsDone: number;
  readonly rowsInAll: number;
}

/** Called at the beginning of a table and after each page of it. */
export type OnProgress = (step: Step) => void;

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
  for (const [table, digest] of digests) await compare(to.db, table, digest, onProgress);
  // Words are indexed by the relay that runs there, as everywhere: in the background.
  await noteAllUnindexed(to.db);
  return new Map([...digests].map(([{ name }, { rows }]) => [name, rows]));
}

async function copyTable(from: Db, to: Db, table: Table, onProgress: OnProgress): Promise<Digest> {
  const rowsInAll = await countRows(from, table);
  const digest = await readTable(
    from,
    table,
    (rows) => insertRows(to, table, rows),
    (rowsDone) => onProgress({ doing: 'copying', table: table.name, rowsDone, rowsInAll }),
  );
  // Counted by the database itself: a row that no page showed would be missed on both sides.
  if (digest.rows !== rowsInAll)
    throw differs(table, `${digest.rows} of ${rowsInAll} rows were read`);
  return digest;
}

async function compare(
  db: Db,
  table: Table,
  wanted: Digest,
  onProgress: OnProgress,
): Promise<void> {
  const rows = await countRows(db, table);
  if (rows !== wanted.rows) throw differs(table, `${rows} rows instead of ${wanted.rows}`);
  const nothing = async (): Promise<void> => undefined;
  const { sum } = await readTable(db, table, nothing, (rowsDone) =>
    onProgress({ doing: 'comparing', table: table.name, rowsDone, rowsInAll: rows }),
  );
  if (sum !== wanted.sum) throw differs(table, 'a row is not what it was');
}

async function readTable(
  db: Db,
  table: Table,
  use: (rows: readonly Row[]) => Promise<void>,
  onRows: (rowsDone: number) => void,
): Promise<Digest> {
  let digest = EMPTY;
  onRows(0);
  for await (const rows of pagesOf(db, table)) {
    await use(rows);
    digest = addRows(digest, table, rows);
    onRows(digest.rows);
  }
  return digest;
}

function differs({ name }: Table, how: string): Error {
  return new Error(`the copy of the table ${name} differs: ${how}`);
}
