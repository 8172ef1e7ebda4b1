import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Db } from '../port.ts';
import { type FilesInBackup, type PutFile, takeFilesOut } from './backup-files.ts';
import { createDb } from './dialect.ts';
import { lockDataDir } from './lock-data-dir.ts';
import { DATABASE_FILE } from './open-database.ts';
import { COMPANIONS, refuseDamaged } from './read-database.ts';

export interface CopyOptions {
  /** Where the copy is made; this process's alone meanwhile. */
  readonly dataDir: string;
  /** What `backup` wrote, or a database that a relay left, with the write-ahead log beside it; only read. */
  readonly file: string;
  /** Rejects where this program cannot use the backup's tables; may change those of the copy. */
  readonly checkTables: (db: Db) => Promise<void>;
  /** Where the files go that the backup holds; null passes them over. */
  readonly putFile: PutFile | null;
}

/** What a restore did. */
export interface Restored {
  /** Where the data is that was there before; null where there was none. */
  readonly aside: string | null;
  /** Null where the backup was made without files. */
  readonly files: FilesInBackup | null;
}

export interface RestoreOptions extends CopyOptions {
  readonly now: () => number;
}

/**
 * Puts a backup in the place of a data folder's database and names its log anew, by which clients notice and offer again
 * what they sent since. The backup is checked first; the data that was there is kept in a folder beside it. Files are put
 * where files lie before that. A crash in between leaves the old or the new database, never none. Rejects with an
 * error of one line, and then nothing has changed.
 */
export function restore(options: RestoreOptions): Promise<Restored> {
  return withCopy(options, async (copy, files) => ({
    aside: await swapIn(options.dataDir, copy, options),
    files,
  }));
}

/**
 * Checks a backup and hands `work` a copy of it whose log has a new name; the copy is gone afterwards, unless it was moved away.
 * Rejects with an error of one line.
 */
export async function withCopy<T>(
  options: CopyOptions,
  work: (copy: string, files: FilesInBackup | null) => Promise<T>,
): Promise<T> {
  const unlock = lockDataDir(options.dataDir);
  const copy = join(options.dataDir, `${DATABASE_FILE}.restoring`);
  try {
    // What an interrupted restore left: its log would be read into the new copy.
    await removeAll(copy);
    await takeCopy(options.file, copy);
    const files = await prepareCopy(copy, options);
    return await work(copy, files);
  } finally {
    await removeAll(copy);
    unlock();
  }
}

async function removeAll(database: string): Promise<void> {
  for (const suffix of ['', ...COMPANIONS]) await rm(database + suffix, { force: true });
}

/** With its write-ahead log, where there is one: the last commits of a relay that was killed are in it alone. */
async function takeCopy(file: string, copy: string): Promise<void> {
  try {
    await copyFile(file, copy);
    if (existsSync(`${file}-wal`)) await copyFile(`${file}-wal`, `${copy}-wal`);
  } catch (error) {
    throw refused(file, error);
  }
}

async function prepareCopy(copy: string, options: CopyOptions): Promise<FilesInBackup | null> {
  const { file, checkTables, putFile } = options;
  let files: FilesInBackup | null;
  try {
    const database = new Database(copy, { fileMustExist: true });
    try {
      const db = createDb(database);
      await refuseDamaged(db);
      await checkTables(db);
      files = await takeFilesOut(database, putFile);
      const epoch = database.prepare("UPDATE meta SET value = ? WHERE key = 'epoch'");
      if (epoch.run(randomUUID()).changes !== 1) throw new Error('it names no log');
      // One file that holds everything.
      database.pragma('journal_mode = DELETE');
    } finally {
      database.close();
    }
    await sync(copy);
    return files;
  } catch (error) {
    throw refused(file, error);
  }
}

function refused(file: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
  return new Error(`${file} cannot be restored: ${reason}. Nothing was changed.`, { cause });
}

async function swapIn(
  dataDir: string,
  copy: string,
  { file, now }: RestoreOptions,
): Promise<string | null> {
  const database = join(dataDir, DATABASE_FILE);
  let aside: string | null = null;
  if (existsSync(database)) {
    try {
      foldLog(database);
    } catch (error) {
      throw refused(file, error);
    }
    const name = `before-restore-${new Date(now()).toISOString().replaceAll(':', '-')}`;
    aside = join(dataDir, name);
    await mkdir(aside, { mode: 0o700 });
    await link(database, join(aside, DATABASE_FILE));
    // Only a damaged database still has them. A log of another database would be read into this one.
    for (const suffix of COMPANIONS) {
      if (existsSync(database + suffix)) {
        await rename(database + suffix, join(aside, DATABASE_FILE + suffix));
      }
    }
    await sync(aside);
  }
  await rename(copy, database);
  await sync(dataDir);
  return aside;
}

/**
 * Moves the write-ahead log into the old database, so that one rename changes all there is: a crash between two would leave
 * a database without its last commits. A damaged one stays as it is: no relay can go on with it either.
 */
function foldLog(file: string): void {
  try {
    const database = new Database(file, { fileMustExist: true });
    try {
      database.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      database.close();
    }
  } catch (error) {
    const isDamaged =
      error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
    if (!isDamaged) throw error;
    return;
  }
  // The last one to close a database removes its log.
  if (existsSync(`${file}-wal`)) {
    throw new Error('another process, perhaps a backup, reads the database that it would replace');
  }
}

/** Puts a file or folder on disk as it is now. */
async function sync(path: string): Promise<void> {
  const handle = await open(path);
  await handle.sync();
  await handle.close();
}
