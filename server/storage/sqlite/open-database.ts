import { join } from 'node:path';
import Database from 'better-sqlite3';

export const DATABASE_FILE = 'counterbell.db';
/** 3.51.3 mends a race by which a write-ahead log could corrupt the database (sqlite.org/wal.html, "WAL-reset bug"). */
const OLDEST_SQLITE = [3, 51, 3] as const;
const BUSY_TIMEOUT_MS = 5_000;
/** 64 MiB of 4 KiB pages. Checkpoints are made while nothing is written; this is for a relay that is never idle. */
const AUTOCHECKPOINT_PAGES = 16_384;
const FULL = 2;
const BYTES_PER_MEGABYTE = 1_048_576;

/** The two connections of the engine: SQLite has one writer, and in WAL mode readers do not wait for it. */
export interface Connections {
  readonly writing: Database.Database;
  /** Cannot write. */
  readonly reading: Database.Database;
}

/**
 * Opens both connections to a data folder's database and sets what durability and privacy rest on, each time anew.
 * Throws where SQLite is too old or would not sync every commit to disk.
 */
export function openDatabase(dataDir: string, maxMegabytes?: number): Connections {
  const file = join(dataDir, DATABASE_FILE);
  const writing = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    refuseOldSqlite(writing);
    setWriting(writing, maxMegabytes);
    // After a failed sync the kernel may show what the disk does not have: all of the log is written anew.
    writing.pragma('wal_checkpoint(TRUNCATE)');
    return { writing, reading: openReading(file) };
  } catch (error) {
    writing.close();
    throw error;
  }
}

function refuseOldSqlite(database: Database.Database): void {
  const version = database
    .prepare<[], { version: string }>('SELECT sqlite_version() AS version')
    .get()?.version;
  if (!version || !isAtLeast(version, OLDEST_SQLITE)) {
    throw new Error(
      `SQLite ${OLDEST_SQLITE.join('.')} or newer is needed; this one is ${version}.`,
    );
  }
}

function isAtLeast(version: string, oldest: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of oldest.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

function setWriting(database: Database.Database, maxMegabytes: number | undefined): void {
  database.pragma('journal_mode = WAL');
  // better-sqlite3 is built to use NORMAL in WAL mode, by which the last commits may be lost when the power fails.
  database.pragma('synchronous = FULL');
  if (database.pragma('synchronous', { simple: true }) !== FULL) {
    throw new Error('SQLite did not accept synchronous = FULL: commits would not be durable.');
  }
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
  database.pragma('temp_store = MEMORY');
  database.pragma(`wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`);
  if (maxMegabytes !== undefined) limitSize(database, maxMegabytes);
}

function limitSize(database: Database.Database, megabytes: number): void {
  const pageBytes = Number(database.pragma('page_size', { simple: true }));
  const pages = Math.floor((megabytes * BYTES_PER_MEGABYTE) / pageBytes);
  database.pragma(`max_page_count = ${pages}`);
}

function openReading(file: string): Database.Database {
  const database = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  database.pragma('query_only = ON');
  database.pragma('temp_store = MEMORY');
  return database;
}
