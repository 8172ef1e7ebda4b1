import { sql } from 'kysely';
import type { Db } from '../port.ts';
import type { Table } from './tables.ts';

/** A row of any table, by the names of its columns. */
export type Row = Readonly<Record<string, string | number | null>>;

/** Of the largest rows, some 16 MB. */
const PAGE_ROWS = 250;

/**
 * All rows of a table, a page at a time in the order of its primary key as the engine sorts it (engines sort text each in
 * their own way). What does not change meanwhile is given once.
 */
export async function* pagesOf(db: Db, table: Table): AsyncGenerator<readonly Row[]> {
  let last: Row | undefined;
  do {
    const { rows }: { rows: Row[] } = await pageAfter(table, last).execute(db);
    if (rows.length > 0) yield rows.map(storable);
    last = rows.length < PAGE_ROWS ? undefined : rows.at(-1);
  } while (last);
}

export async function countRows(db: Db, { name }: Table): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select count(*) as rows from ${sql.table(name)}`.execute(db);
  return rows[0]?.rows ?? 0;
}

export async function insertRows(db: Db, table: Table, rows: readonly Row[]): Promise<void> {
  const values = rows.map((row) => sql`(${valuesOf(row, table.columns)})`);
  await sql`
    insert into ${sql.table(table.name)} (${columns(table.columns)})
    values ${sql.join(values)}`.execute(db);
}

function pageAfter({ name, key, columns: all }: Table, last: Row | undefined) {
  const after = last ? sql`where (${columns(key)}) > (${valuesOf(last, key)})` : sql``;
  return sql<Row>`
    select ${columns(all)} from ${sql.table(name)} ${after}
    order by ${columns(key)} limit ${PAGE_ROWS}`;
}

function columns(names: readonly string[]) {
  return sql.join(names.map((name) => sql.ref(name)));
}

function valuesOf(row: Row, names: readonly string[]) {
  return sql.join(names.map((name) => row[name] ?? null));
}

/** Postgres holds no NUL character; SQLite may, in titles of pages that came before they were refused. */
function storable(row: Row): Row {
  if (!Object.values(row).some((value) => typeof value === 'string' && value.includes('\0'))) {
    return row;
  }
  const clean = (value: Row[string]) =>
    typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, clean(value)]));
}
