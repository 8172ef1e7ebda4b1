import { sql } from 'kysely';
import { migrate } from './migrations/index.ts';
import type { Db } from './port.ts';
import { tablesThere } from './postgres/index.ts';
import { MADE_TABLES } from './transfer/copied-columns.ts';
import { type Copied, copyTables, type OnProgress } from './transfer/copy-tables.ts';
import { ALL_TABLES } from './transfer/tables.ts';

/** Whether an installation is there. Rejects where something else is, and then `place` is not to be used. */
export async function hasInstallation(db: Db, place: string): Promise<boolean> {
  const found = await tablesThere(db);
  if (found.length === 0) return false;
  if (found.includes('kysely_migration') && found.includes('meta')) return true;
  const some = found.slice(0, 3).join(', ');
  throw new Error(
    `The ${place} holds tables of something else (${some}${found.length > 3 ? ', …' : ''}): name an empty database.`,
  );
}

/**
 * Puts what an up-to-date SQLite database holds in the place of all that is in a Postgres database, whose tables are made or
 * brought up to date. For a transaction; `onProgress` as of `copyTables`.
 */
export async function fillPostgres(
  from: Db,
  to: Db,
  place: string,
  onProgress: OnProgress,
): Promise<Copied> {
  await migrate(to, 'postgres', place);
  await sql`truncate ${OUR_TABLES}`.execute(to);
  const copied = await copyTables(
    { db: from, engine: 'sqlite' },
    { db: to, engine: 'postgres' },
    onProgress,
  );
  // Else the first queries would be planned for empty tables.
  await sql`analyze ${OUR_TABLES}`.execute(to);
  return copied;
}

/** Makes everybody wait who reads or writes the tables, until the transaction ends. */
export async function lockOurTables(db: Db): Promise<void> {
  await sql`lock table ${OUR_TABLES} in access exclusive mode`.execute(db);
}

const OUR_TABLES = sql.join(
  [...ALL_TABLES.map(({ name }) => name), ...MADE_TABLES].map((name) => sql.table(name)),
);
