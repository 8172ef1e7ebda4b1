import Database from 'better-sqlite3';
import type { Db, Storage } from '../port.ts';
import { createDb } from './dialect.ts';
import { lockDataDir } from './lock-data-dir.ts';
import { type Connections, openDatabase } from './open-database.ts';
import { createStorage } from './sqlite-storage.ts';
import { inTransaction } from './transaction.ts';

export { backupDataDir, makeDatabase } from './backup.ts';
export { addFiles, type FilesInBackup, type PutFile, type ReadFile } from './backup-files.ts';
export { lockDataDir } from './lock-data-dir.ts';
export { DATABASE_FILE } from './open-database.ts';
export { readDatabase, refuseDamaged } from './read-database.ts';
export { type Restored, restore, withCopy } from './restore.ts';

export interface SqliteOptions {
  readonly dataDir: string;
  readonly maxMegabytes?: number;
  readonly onLostSync: (error: Error) => void;
  /** Brings the tables up to date; run in one transaction. */
  readonly migrate: (db: Db) => Promise<void>;
}

/** Opens the SQLite engine on a data folder, which is this process's alone until `close`. */
export async function openSqlite(options: SqliteOptions): Promise<Storage> {
  const unlock = lockDataDir(options.dataDir);
  try {
    const connections = openDatabase(options.dataDir, options.maxMegabytes);
    return await start(options, connections, unlock);
  } catch (error) {
    unlock();
    throw unopened(options.dataDir, error);
  }
}

/** SQLite's own words name neither the file nor what to do. */
function unopened(dataDir: string, cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  return new Error(
    `The database in ${dataDir} (DATA_DIR) cannot be opened: ${cause.message} (${cause.code}); look at its disk, or restore a backup.`,
    { cause },
  );
}

async function start(
  { dataDir, migrate, onLostSync }: SqliteOptions,
  connections: Connections,
  unlock: () => void,
): Promise<Storage> {
  const write = createDb(connections.writing);
  const read = createDb(connections.reading);
  try {
    // One transaction around all: Kysely itself uses none for changes of tables in SQLite.
    await inTransaction(connections.writing, () => migrate(write));
    const epoch = readEpoch(connections, dataDir);
    return createStorage({ dataDir, connections, read, write, epoch, onLostSync, unlock });
  } catch (error) {
    connections.reading.close();
    connections.writing.close();
    throw error;
  }
}

function readEpoch({ reading }: Connections, dataDir: string): string {
  const row = reading
    .prepare<[], { value: string }>("SELECT value FROM meta WHERE key = 'epoch'")
    .get();
  if (!row) throw new Error(`The database in ${dataDir} has no epoch: restore a backup of it.`);
  return row.value;
}
