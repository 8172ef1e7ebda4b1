import { migrate, refuseOther } from './migrations/index.ts';
import type { Db } from './port.ts';
import { inSnapshot } from './postgres/index.ts';
import { makeDatabase } from './sqlite/index.ts';
import { copyTables } from './transfer/copy-tables.ts';
import { ALL_TABLES } from './transfer/tables.ts';

/**
 * Copies a Postgres database, as it is at one moment, to a new SQLite file (mode 0600), which either engine can restore; relays work
 * on meanwhile. Rejects where the file exists, and leaves none behind that is not whole.
 */
export function backupPostgres(url: string, file: string): Promise<void> {
  const tables = ALL_TABLES.map(({ name }) => name);
  return makeDatabase(file, (copy) =>
    inSnapshot(url, tables, async (db, place) => {
      await refuseOther(db, 'postgres', place);
      await fillBackup(db, copy);
    }),
  );
}

/** Copies what an up-to-date Postgres database holds to an empty SQLite database. */
export async function fillBackup(from: Db, to: Db): Promise<void> {
  await migrate(to, 'sqlite', 'copy');
  // A new database names a log of its own.
  await to.deleteFrom('meta').execute();
  await copyTables({ db: from, engine: 'postgres' }, { db: to, engine: 'sqlite' }, () => undefined);
}
