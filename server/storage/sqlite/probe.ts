import type Database from 'better-sqlite3';

/**
 * More pages of 4 KiB than a message of 8,000 letters may need, with what its tables and indexes grow by: where one such was refused,
 * this does not fit either.
 */
const PROBE = ' '.repeat(32_000);

/** A write that needs room and leaves nothing; run it in a transaction to learn whether one can be committed. */
export function prepareProbe(database: Database.Database): () => void {
  const insert = database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM meta WHERE key = ?');
  return () => {
    insert.run('probe', PROBE);
    remove.run('probe');
  };
}
