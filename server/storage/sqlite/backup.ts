import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Db } from '../port.ts';
import { createDb } from './dialect.ts';
import { DATABASE_FILE } from './open-database.ts';
import { inTransaction } from './transaction.ts';

/**
 * Copies the database to a new file (mode 0600), some pages at a time, while writes go on; what is committed meanwhile is
 * in the copy too. `database` must be the connection that writes: another one would start again after each commit.
 * Rejects where the file exists, and leaves none behind that is not whole.
 */
export function backup(database: Database.Database, file: string): Promise<void> {
  return makeWhole(file, () => database.backup(file));
}

/**
 * As `backup`, of a data folder that another process may be writing to: takes no lock and does not hinder it. One read
 * transaction, so the copy is of one moment. Rejects where the folder has no database.
 */
export function backupDataDir(dataDir: string, file: string): Promise<void> {
  return makeWhole(file, () => {
    const options = { readonly: true, fileMustExist: true };
    const database = new Database(join(dataDir, DATABASE_FILE), options);
    try {
      database.prepare('VACUUM INTO ?').run(file);
    } finally {
      database.close();
    }
  });
}

/**
 * Makes a database in a new file (mode 0600), in one transaction that `fill` works in. Rejects where the file exists, and
 * leaves none behind that is not whole.
 */
export function makeDatabase(file: string, fill: (db: Db) => Promise<void>): Promise<void> {
  return makeWhole(file, async () => {
    const database = new Database(file);
    try {
      await inTransaction(database, () => fill(createDb(database)));
    } finally {
      database.close();
    }
  });
}

async function makeWhole(file: string, write: () => unknown): Promise<void> {
  await makeNew(file);
  try {
    await write();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

async function makeNew(file: string): Promise<void> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.close();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`No backup was made, ${file} must be a new file: ${reason}`, { cause: error });
  }
}
