import { statfsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StorageError } from '../port.ts';

/** With less room than this, a failed input or output is taken for a full disk. */
const LITTLE_ROOM_BYTES = 1_048_576;

/**
 * What a failed write means to those who asked for it. Errors that are not the disk's (a broken constraint, a throw of
 * the work itself) are bugs and come back as they are.
 */
export function toStorageError(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code.startsWith('SQLITE_CONSTRAINT') || error.code === 'SQLITE_ERROR') return error;
  const code = meansFull(error.code, dataDir) ? 'storage_full' : 'storage_failed';
  return new StorageError(code, `${error.code}: ${error.message}`, { cause: error });
}

/**
 * Whether the disk failed to say that what was written is on it. Asking again would lie: the kernel may have marked the
 * pages as written, and the next sync succeeds without them ("fsyncgate", PostgreSQL 2018; Rebello et al., USENIX ATC 2020).
 */
export function isLostSync(error: unknown): error is Error {
  return (
    error instanceof Database.SqliteError &&
    (error.code === 'SQLITE_IOERR_FSYNC' || error.code === 'SQLITE_IOERR_DIR_FSYNC')
  );
}

/** SQLite says FULL for most writes, but IOERR where its shared-memory file cannot grow. */
function meansFull(code: string, dataDir: string): boolean {
  if (code === 'SQLITE_FULL') return true;
  return code.startsWith('SQLITE_IOERR') && hasLittleRoom(dataDir);
}

function hasLittleRoom(dataDir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize < LITTLE_ROOM_BYTES;
  } catch {
    return false; // the disk cannot be asked: then nothing is known of its room
  }
}
