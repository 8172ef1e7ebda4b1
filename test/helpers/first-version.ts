import Database from 'better-sqlite3';
import { Migrator } from 'kysely';
import { first } from '../../server/storage/migrations/0001-first.ts';
import { createDb } from '../../server/storage/sqlite/dialect.ts';

/** Makes a database as the first version did, with one site, called Lamps. */
export async function makeFirstVersion(file: string): Promise<void> {
  const database = new Database(file);
  const migrator = new Migrator({
    db: createDb(database),
    provider: { getMigrations: async () => ({ '0001-first': first('sqlite') }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  database.exec("INSERT INTO sites VALUES ('site', 'cb_site', 'Lamps', '[]', '{}', 1)").close();
}
