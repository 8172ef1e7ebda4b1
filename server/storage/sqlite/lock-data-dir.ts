import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * Takes a data folder for this process alone, making the folder (mode 0700) where it is missing; gives back what lets it
 * go. The lock is SQLite's own on a file of no content: the kernel drops it when the process dies, so none is ever stale.
 * Throws an error of one line.
 */
export function lockDataDir(dataDir: string): () => void {
  const lock = openLock(dataDir);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw unusable(dataDir, error);
    throw new Error(
      `Another relay is using the folder ${dataDir}: stop it first, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  return () => {
    lock.close();
  };
}

function openLock(dataDir: string): Database.Database {
  try {
    const made = mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // A folder whose name is not on disk may be gone after a power failure, with all that was synced in it.
    if (made !== undefined) syncFolder(dirname(made));
    return new Database(join(dataDir, 'relay.lock'), { timeout: 0 });
  } catch (error) {
    throw unusable(dataDir, error);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function unusable(dataDir: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`The folder ${dataDir} (DATA_DIR) cannot be written: ${reason}`, { cause });
}
