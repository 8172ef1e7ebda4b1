import { backupPostgres } from './backup-postgres.ts';
import { hasInstallation } from './fill-postgres.ts';
import { migrate, refuseForeign } from './migrations/index.ts';
import type { Db, Storage } from './port.ts';
import { lookAtServer, openPostgres, type ServerReport, type Use } from './postgres/index.ts';
import { renameLog, restorePostgres } from './restore-postgres.ts';
import { backupDataDir, openSqlite, restore } from './sqlite/index.ts';

export { hashOfBody } from './append-rules.ts';
export { gather } from './gather.ts';
export { move } from './move.ts';
export type {
  AppendRequest,
  AppendResult,
  ChangedChat,
  Db,
  Decision,
  Storage,
  WordEntry,
  WordWish,
} from './port.ts';
export { isStorageError, StorageError } from './port.ts';
export * from './queries/addons.ts';
export * from './queries/chats.ts';
export * from './queries/events.ts';
export * from './queries/jobs.ts';
export * from './queries/links.ts';
export * from './queries/meta.ts';
export * from './queries/operators.ts';
export * from './queries/outbox.ts';
export * from './queries/search.ts';
export * from './queries/sessions.ts';
export * from './queries/sites.ts';
export * from './queries/visitors.ts';
export type * from './schema.ts';

/** Where an installation keeps its data. */
export interface StorageOptions {
  /** Address of a Postgres database; empty for SQLite in `dataDir`. */
  readonly url?: string;
  /** Folder of the embedded database; made, for its owner alone, where it does not exist. Unused with `url`. */
  readonly dataDir: string;
  /** Most connections to Postgres, at least 3. Default: 10. */
  readonly connections?: number;
  /** Who else may use a Postgres database meanwhile. Default: `alone`. SQLite's folder is always one process's. */
  readonly use?: Use;
  /** Refuse to grow the embedded database beyond this many megabytes (2^20 bytes). Default: the disk's own limit. */
  readonly maxMegabytes?: number;
  /**
   * The disk could not say whether a commit is on it. Nothing may be written or acknowledged after that: the caller ends the
   * process, and the next opening reads what the disk really has. Default: the write is refused as any that failed.
   */
  readonly onLostSync?: (error: Error) => void;
  /** Another log stands in a Postgres database since: the caller ends the process. Default: nothing. */
  readonly onReplaced?: () => void;
}

const CONNECTIONS = 10;

/**
 * Opens the store, and brings its tables up to date. Rejects with an error of one line where the folder or database cannot
 * be used, another relay uses it, or a newer version made its tables.
 */
export function openStorage(options: StorageOptions): Promise<Storage> {
  const { url, dataDir, connections = CONNECTIONS, use = 'alone' } = options;
  const nothing = (): void => undefined;
  const { onLostSync = nothing, onReplaced = nothing } = options;
  if (url) {
    return openPostgres({
      url,
      connections,
      use,
      onReplaced,
      migrate: (db, place) => migrate(db, 'postgres', place),
      backup: (file) => backupPostgres(url, file),
    });
  }
  const place = `database in ${dataDir}`;
  return openSqlite({ ...options, onLostSync, migrate: (db) => migrate(db, 'sqlite', place) });
}

/** Where an installation keeps its data, for commands. */
type Place = Pick<StorageOptions, 'url' | 'dataDir'>;

/**
 * Copies an installation to a new SQLite file (mode 0600) while relays work on it; either engine can restore it. Rejects where
 * the file exists or there is no installation, and leaves none behind that is not whole.
 */
export function backupStorage({ url, dataDir }: Place, file: string): Promise<void> {
  return url ? backupPostgres(url, file) : backupDataDir(dataDir, file);
}

/**
 * Puts a backup in the place of an installation that no relay uses, and names its log anew; gives back where the data before
 * is kept, inside the folder, or null where there was none. Rejects with an error of one line, and then nothing has changed.
 */
export function restoreStorage({ url, dataDir }: Place, file: string): Promise<string | null> {
  const now = Date.now;
  if (url) return restorePostgres({ url, dataDir, file, now });
  const checkTables = (db: Db) => refuseForeign(db, 'sqlite', `database in ${file}`);
  return restore({ dataDir, file, checkTables, now });
}

/** Names the log anew, after the database's own tools restored what it holds. For Postgres alone: a folder is restored by us. */
export async function renewLog({ url }: Place): Promise<void> {
  if (!url) throw new Error('A folder is restored from a file: name it.');
  await renameLog(url);
}

/** Looks at a Postgres database beside relays that use it, and changes nothing. Rejects with an error of one line where none could. */
export function lookAtPostgres(url: string): Promise<ServerReport> {
  return lookAtServer(url, async (db, place) => {
    if (!(await hasInstallation(db, place))) return false;
    await refuseForeign(db, 'postgres', place);
    return true;
  });
}
