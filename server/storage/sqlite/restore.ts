import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Db } from '../port.ts';
import type { Tables } from '../schema.ts';
import { lockDataDir } from './lock-data-dir.ts';
import { DATABASE_FILE } from './open-database.ts';

export interface RestoreOptions {
  readonly dataDir: string;
  /** What `backup` wrote; it is only read. */
  readonly file: string;
  /** Rejects where this program cannot use the backup's tables. */
  readonly checkTables: (db: Db) => Promise<void>;
  readonly now: () => number;
}

/**
 * Puts a backup in the place of a data folder's database and names its log anew, by which clients notice and offer again
 * what they sent since. The backup is checked first; the data that was there is kept in a folder beside it, which is given
 * back, or null where there was none. A crash in between leaves the old or the new database, never none. Rejects with an
 * error of one line, and then nothing has changed.
 */
export async function restore(options: RestoreOptions): Promise<string | null> {
  const unlock = lockDataDir(options.dataDir);
  const copy = join(options.dataDir, `${DATABASE_FILE}.restoring`);
  try {
    await rm(copy, { force: true });
    await takeCopy(options.file, copy);
    await prepareCopy(copy, options);
    return await swapIn(options.dataDir, copy, options.now());
  } finally {
    await rm(copy, { force: true });
    unlock();
  }
}

async function takeCopy(file: string, copy: string): Promise<void> {
  try {
    await copyFile(file, copy);
  } catch (error) {
    throw refused(file, error);
  }
}

async function prepareCopy(copy: string, { file, checkTables }: RestoreOptions): Promise<void> {
  try {
    const database = new Database(copy, { fileMustExist: true });
    try {
      const result = database.pragma('integrity_check', { simple: true });
      if (result !== 'ok') throw new Error(`it is damaged (${result})`);
      const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
      await checkTables(db);
      const epoch = database.prepare("UPDATE meta SET value = ? WHERE key = 'epoch'");
      if (epoch.run(randomUUID()).changes !== 1) throw new Error('it names no log');
    } finally {
      database.close();
    }
    await sync(copy);
  } catch (error) {
    throw refused(file, error);
  }
}

function refused(file: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`${file} cannot be restored: ${reason}. Nothing was changed.`, { cause });
}

async function swapIn(dataDir: string, copy: string, now: number): Promise<string | null> {
  const database = join(dataDir, DATABASE_FILE);
  let aside: string | null = null;
  if (existsSync(database)) {
    aside = join(dataDir, `before-restore-${new Date(now).toISOString().replaceAll(':', '-')}`);
    await mkdir(aside, { mode: 0o700 });
    await link(database, join(aside, DATABASE_FILE));
    // A log that belongs to another database would be read into this one.
    for (const suffix of ['-wal', '-shm']) {
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

/** Puts a file or folder on disk as it is now. */
async function sync(path: string): Promise<void> {
  const handle = await open(path);
  await handle.sync();
  await handle.close();
}
