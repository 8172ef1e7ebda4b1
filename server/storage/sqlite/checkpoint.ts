import Database from 'better-sqlite3';
import { isLostSync } from './storage-errors.ts';

const PERIOD_MS = 1_000;

/**
 * Moves the write-ahead log into the database in seconds without a write, so that no sender waits for it. Gives back what
 * stops it. `isIdle` tells whether no write runs or waits.
 */
export function checkpointWhenIdle(
  database: Database.Database,
  isIdle: () => boolean,
  onLostSync: (error: Error) => void,
): () => void {
  const countChanges = database.prepare<[], { changes: number }>(
    'SELECT total_changes() AS changes',
  );
  let seen = 0;
  let moved = 0;

  function look(): void {
    if (!isIdle()) return;
    const changes = countChanges.get()?.changes ?? 0;
    if (changes === seen && changes !== moved && checkpoint(database, 'PASSIVE', onLostSync)) {
      moved = changes;
    }
    seen = changes;
  }

  const timer = setInterval(look, PERIOD_MS).unref();
  return () => {
    clearInterval(timer);
  };
}

/**
 * Moves what it can of the write-ahead log into the database; false where the disk did not let it. Then nothing is lost:
 * the log stays what it was, is read as before and is moved by the next checkpoint or opening.
 */
export function checkpoint(
  database: Database.Database,
  mode: 'PASSIVE' | 'TRUNCATE',
  onLostSync: (error: Error) => void,
): boolean {
  try {
    database.pragma(`wal_checkpoint(${mode})`);
    return true;
  } catch (error) {
    if (isLostSync(error)) onLostSync(error);
    if (error instanceof Database.SqliteError) return false;
    throw error;
  }
}
