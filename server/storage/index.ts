import { migrate, refuseForeign } from './migrations/index.ts';
import type { MoveOptions } from './move.ts';
import type { Db, Storage } from './port.ts';
import type { ServerReport, Use } from './postgres/index.ts';
import {
  addFiles,
  backupDataDir,
  type FilesInBackup,
  openSqlite,
  type PutFile,
  type ReadFile,
  type Restored,
  restore,
} from './sqlite/index.ts';
import type { Copied } from './transfer/copy-tables.ts';

export { hashOfBody } from './append-rules.ts';
export { positionsOf } from './entry-positions.ts';
export { type Gathering, gather } from './gather.ts';
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
export * from './queries/archive.ts';
export * from './queries/bans.ts';
export * from './queries/canned-responses.ts';
export * from './queries/chat-pages.ts';
export * from './queries/chats.ts';
export * from './queries/delete-site.ts';
export * from './queries/events.ts';
export * from './queries/files.ts';
export * from './queries/groups.ts';
export * from './queries/guard.ts';
export * from './queries/identity-secrets.ts';
export * from './queries/jobs.ts';
export * from './queries/links.ts';
export * from './queries/macros.ts';
export * from './queries/meta.ts';
export * from './queries/move-visitor.ts';
export * from './queries/operators.ts';
export * from './queries/outbox.ts';
export * from './queries/pictures.ts';
export * from './queries/routing.ts';
export * from './queries/search.ts';
export * from './queries/sessions.ts';
export * from './queries/site-users.ts';
export * from './queries/sites.ts';
export * from './queries/tags.ts';
export * from './queries/tracked.ts';
export * from './queries/views.ts';
export * from './queries/visitor-details.ts';
export { visitorsFoundBy } from './queries/visitor-words.ts';
export * from './queries/visitors.ts';
export type * from './schema.ts';
export type { FilesInBackup } from './sqlite/index.ts';

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

const onPostgres = () => import('./on-postgres.ts');

/**
 * Opens the store, and brings its tables up to date. Rejects with an error of one line where the folder or database cannot
 * be used, another relay uses it, or a newer version made its tables.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { url, dataDir, connections = CONNECTIONS, use = 'alone' } = options;
  const nothing = (): void => undefined;
  const { onLostSync = nothing, onReplaced = nothing } = options;
  if (url) {
    const { openPostgres, backupPostgres } = await onPostgres();
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
 * Copies an installation to a new SQLite file (mode 0600) while relays work on it, with the files of its chats where `readFile` gives
 * them; either engine can restore it. Null: without. Rejects where the file exists or there is no installation, and leaves none
 * behind that is not whole.
 */
export async function backupStorage(
  { url, dataDir }: Place,
  file: string,
  readFile: ReadFile | null = null,
): Promise<FilesInBackup | null> {
  if (url) await (await onPostgres()).backupPostgres(url, file);
  else await backupDataDir(dataDir, file);
  return readFile && addFiles(file, readFile);
}

/**
 * Puts a backup in the place of an installation that no relay uses, and names its log anew. `putFile` is given the files that the backup
 * holds; null passes them over. Rejects with an error of one line, and then nothing has changed but that files may lie where nobody knows them yet.
 */
export async function restoreStorage(
  { url, dataDir }: Place,
  file: string,
  putFile: PutFile | null = null,
): Promise<Restored> {
  const now = Date.now;
  if (url) {
    const { restorePostgres } = await onPostgres();
    return restorePostgres({ url, dataDir, file, now, putFile });
  }
  const checkTables = (db: Db) => refuseForeign(db, 'sqlite', `database in ${file}`);
  return restore({ dataDir, file, checkTables, now, putFile });
}

/** Names the log anew, after the database's own tools restored what it holds. For Postgres alone: a folder is restored by us. */
export async function renewLog({ url }: Place): Promise<void> {
  if (!url) throw new Error('A folder is restored from a file: name it.');
  const { renameLog } = await onPostgres();
  await renameLog(url);
}

/** Looks at a Postgres database beside relays that use it, and changes nothing. Rejects with an error of one line where none could. */
export async function lookAtPostgres(url: string): Promise<ServerReport> {
  const { lookAtServer, hasInstallation } = await onPostgres();
  return lookAtServer(url, async (db, place) => {
    if (!(await hasInstallation(db, place))) return false;
    await refuseForeign(db, 'postgres', place);
    return true;
  });
}

/** Copies an installation from its folder to Postgres; MoveOptions and `move.ts` say how, and when it rejects. */
export async function moveStorage(options: MoveOptions): Promise<Copied> {
  const { move } = await onPostgres();
  return move(options);
}
