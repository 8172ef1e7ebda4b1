import type Database from 'better-sqlite3';

const PERIOD_MS = 1_000;

/**
 * Moves the write-ahead log into the database in seconds without a write, so that no sender waits for it. Gives back what
 * stops it. `isIdle` tells whether no write runs or waits.
 */
export function checkpointWhenIdle(database: Database.Database, isIdle: () => boolean): () => void {
  const countChanges = database.prepare<[], { changes: number }>(
    'SELECT total_changes() AS changes',
  );
  let seen = 0;
  let moved = 0;

  function look(): void {
    if (!isIdle()) return;
    const changes = countChanges.get()?.changes ?? 0;
    if (changes === seen && changes !== moved) {
      database.pragma('wal_checkpoint(PASSIVE)');
      moved = changes;
    }
    seen = changes;
  }

  const timer = setInterval(look, PERIOD_MS).unref();
  return () => {
    clearInterval(timer);
  };
}
