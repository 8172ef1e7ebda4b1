import { type MigrationProvider, Migrator, sql } from 'kysely';
import type { Db } from '../port.ts';
import { first } from './0001-first.ts';
import { delivered } from './0002-delivered.ts';

/** Names are kept in the database and sort in the order of use; never change one that was released. */
const MIGRATIONS = { '0001-first': first, '0002-delivered': delivered };

const provider: MigrationProvider = { getMigrations: () => Promise.resolve(MIGRATIONS) };

/**
 * Brings the tables up to date. Rejects, changing nothing, where a newer version of the program made them. The caller
 * gives the transaction; `place` names the database in the error.
 */
export async function migrate(db: Db, place: string): Promise<void> {
  const migrator = new Migrator({ db, provider });
  await refuseNewer(db, place);
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Rejects where the tables are not this program's, or a newer version of it made them. Changes nothing. */
export async function refuseForeign(db: Db, place: string): Promise<void> {
  if (!(await isMigrated(db))) throw new Error('it is not a database of Counterbell');
  await refuseNewer(db, place);
}

async function isMigrated(db: Db): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables.some(({ name }) => name === 'kysely_migration');
}

async function refuseNewer(db: Db, place: string): Promise<void> {
  if (!(await isMigrated(db))) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const unknown = rows.find(({ name }) => !Object.hasOwn(MIGRATIONS, name));
  if (!unknown) return;
  throw new Error(
    `A newer version of Counterbell made the database in ${place} (${unknown.name}): start that version, or restore a backup from before it.`,
  );
}
