import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { Db } from '../port.ts';
import { createDb } from './dialect.ts';

/** What SQLite keeps beside a database while it is open, or was when its process died. */
export const COMPANIONS = ['-wal', '-shm', '-journal'];

/**
 * Reads a database that no other process writes to, as it is at one moment, with the write-ahead log that a killed relay left.
 * Neither of the two files changes by a byte: a connection that only reads moves nothing from one to the other.
 */
export async function readDatabase<T>(file: string, work: (db: Db) => Promise<T>): Promise<T> {
  const made = COMPANIONS.map((suffix) => file + suffix).filter((path) => !existsSync(path));
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    database.exec('BEGIN');
    return await work(createDb(database));
  } finally {
    database.close();
    // To read, SQLite makes those that are missing, without content, and leaves them.
    for (const path of made) await rm(path, { force: true });
  }
}

/** Rejects where a database is not whole. Reads all of it. */
export async function refuseDamaged(db: Db): Promise<void> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(db);
  const result = rows[0]?.integrity_check;
  if (result !== 'ok') throw new Error(`it is damaged (${result})`);
}
