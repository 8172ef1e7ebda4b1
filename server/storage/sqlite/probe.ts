import type Database from 'better-sqlite3';

/** More than a page of 4 KiB: only a row that needs a new page shows that there is none left. */
const PROBE = ' '.repeat(8_000);

/** A write that needs room and leaves nothing; run it in a transaction to learn whether one can be committed. */
export function prepareProbe(database: Database.Database): () => void {
  const insert = database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM meta WHERE key = ?');
  return () => {
    insert.run('probe', PROBE);
    remove.run('probe');
  };
}
