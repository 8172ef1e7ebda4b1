import { open, rm } from 'node:fs/promises';
import type Database from 'better-sqlite3';

/**
 * Copies the database to a new file (mode 0600), some pages at a time, while writes go on; what is committed meanwhile is
 * in the copy too. `database` must be the connection that writes: another one would start again after each commit.
 * Rejects where the file exists, and leaves none behind that is not whole.
 */
export async function backup(database: Database.Database, file: string): Promise<void> {
  await makeNew(file);
  try {
    await database.backup(file);
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
