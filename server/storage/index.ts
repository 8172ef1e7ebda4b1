import { migrate, refuseForeign } from './migrations/index.ts';
import type { Storage } from './port.ts';
import { openSqlite, restore } from './sqlite/index.ts';

export type {
  AppendRequest,
  AppendResult,
  Db,
  Decision,
  Storage,
} from './port.ts';
export { StorageError } from './port.ts';
export * from './queries/addons.ts';
export * from './queries/chats.ts';
export * from './queries/events.ts';
export * from './queries/jobs.ts';
export * from './queries/links.ts';
export * from './queries/meta.ts';
export * from './queries/operators.ts';
export * from './queries/outbox.ts';
export * from './queries/sessions.ts';
export * from './queries/sites.ts';
export * from './queries/visitors.ts';
export type * from './schema.ts';
export { backupDataDir } from './sqlite/index.ts';

/** Where an installation keeps its data. */
export interface StorageOptions {
  /** Reserved for other engines: leave it out, or empty, for SQLite in `dataDir`. */
  readonly url?: string;
  /** Folder of the database; made, for its owner alone, where it does not exist. */
  readonly dataDir: string;
  /** Refuse to grow the database beyond this many megabytes (2^20 bytes). Default: the disk's own limit. */
  readonly maxMegabytes?: number;
  /**
   * The disk could not say whether a commit is on it. Nothing may be written or acknowledged after that: the caller ends the
   * process, and the next opening reads what the disk really has. Default: the write is refused as any that failed.
   */
  readonly onLostSync?: (error: Error) => void;
}

/**
 * Opens the store, and brings its tables up to date. Rejects with an error of one line where the folder cannot be used,
 * another relay uses it, or a newer version made its tables.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  if (options.url) {
    throw new Error(
      'Only SQLite can be used so far: leave DATABASE_URL empty to keep the data in DATA_DIR.',
    );
  }
  const { dataDir } = options;
  const onLostSync = options.onLostSync ?? (() => undefined);
  return openSqlite({ ...options, onLostSync, migrate: (db) => migrate(db, dataDir) });
}

/**
 * Puts a backup in the place of a data folder's database while no relay uses it; gives back the folder that the data
 * before is kept in, or null where there was none. Rejects with an error of one line, and then nothing has changed.
 */
export function restoreDataDir(dataDir: string, file: string): Promise<string | null> {
  return restore({ dataDir, file, checkTables: (db) => refuseForeign(db, file), now: Date.now });
}
