import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import Database from 'better-sqlite3';
import type { FileId } from '../../../protocol/index.ts';

/** A file's bytes as they lie beside the database; undefined where it is not there. */
export type ReadFile = (id: FileId) => Promise<AsyncIterable<Uint8Array> | undefined>;

/** Puts a file beside the database, in place of one with its id. Rejects with what `bytes` rejects with; then nothing has changed. */
export type PutFile = (id: FileId, bytes: AsyncIterable<Uint8Array>) => Promise<void>;

/** How many files a backup holds, and how many it names and does not hold. */
export interface FilesInBackup {
  readonly kept: number;
  readonly missing: number;
}

/** Of each file so many bytes stand in a row: whatever its size, little of it is in memory. */
const PART_BYTES = 1_048_576;

/** In a backup alone, beside the tables of the database it copies. */
const TABLES = `
  CREATE TABLE backup_files (id TEXT PRIMARY KEY, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL);
  CREATE TABLE backup_parts (id TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (id, part))`;

/** Tables that name files, by their `id`; older databases lack some. */
const NAMING = ['files', 'kept_files'];

/**
 * Puts the files that a backup names into it, each with its size and hash. Files never change, so relays may work on meanwhile; one
 * that was removed since is missing. Rejects where one cannot be read, and then there is no backup.
 */
export async function addFiles(backup: string, read: ReadFile): Promise<FilesInBackup> {
  const database = new Database(backup, { fileMustExist: true });
  try {
    database.exec(TABLES);
    const named = namedIn(database);
    let kept = 0;
    for (const id of named) {
      const bytes = await read(id);
      if (!bytes) continue;
      await keepFile(database, id, bytes);
      kept += 1;
    }
    return { kept, missing: named.length - kept };
  } catch (error) {
    await rm(backup, { force: true });
    throw error;
  } finally {
    database.close();
  }
}

/** The files that were uploaded whole. */
function namedIn(database: Database.Database): FileId[] {
  const has = database.prepare<[string]>('SELECT 1 FROM sqlite_schema WHERE name = ?');
  return NAMING.filter((table) => has.get(table)).flatMap((table) =>
    database.prepare<[], FileId>(`SELECT id FROM ${table} WHERE details <> ''`).pluck().all(),
  );
}

async function keepFile(
  database: Database.Database,
  id: FileId,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const insert = database.prepare('INSERT INTO backup_parts VALUES (?, ?, ?)');
  const hash = createHash('sha256');
  let size = 0;
  let part = 0;
  // One transaction a file: each would wait for the disk otherwise.
  database.exec('BEGIN');
  for await (const piece of inParts(bytes)) {
    hash.update(piece);
    size += piece.length;
    insert.run(id, part, piece);
    part += 1;
  }
  database.prepare('INSERT INTO backup_files VALUES (?, ?, ?)').run(id, size, hash.digest('hex'));
  database.exec('COMMIT');
}

async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    held.push(piece);
    size += piece.length;
    if (size < PART_BYTES) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(held);
}

/**
 * Takes the files out of a copy of a backup, which is only the database afterwards, and puts each where files lie. Null where the
 * backup was made without. Rejects where one is not what was kept; those before it are put already, which harms nothing: no
 * database knows them yet.
 */
export async function takeFilesOut(
  database: Database.Database,
  put: PutFile | null,
): Promise<FilesInBackup | null> {
  const has = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'backup_files'");
  if (!has.get()) return null;
  const select = 'SELECT id, bytes, sha256 FROM backup_files ORDER BY id';
  const kept = database.prepare<[], Kept>(select).all();
  if (put) for (const file of kept) await put(file.id, checked(database, file));
  const named = namedIn(database);
  database.exec('DROP TABLE backup_parts; DROP TABLE backup_files; VACUUM');
  return { kept: kept.length, missing: named.length - kept.length };
}

interface Kept {
  readonly id: FileId;
  readonly bytes: number;
  readonly sha256: string;
}

async function* checked(
  database: Database.Database,
  { id, bytes, sha256 }: Kept,
): AsyncGenerator<Uint8Array> {
  const select = 'SELECT bytes FROM backup_parts WHERE id = ? AND part = ?';
  const read = database.prepare<[FileId, number], Buffer>(select).pluck();
  const hash = createHash('sha256');
  let size = 0;
  for (let part = 0; ; part += 1) {
    const piece = read.get(id, part);
    if (!piece) break;
    hash.update(piece);
    size += piece.length;
    yield piece;
  }
  if (size !== bytes || hash.digest('hex') !== sha256) {
    throw new Error(`the file ${id} in it is damaged`);
  }
}
