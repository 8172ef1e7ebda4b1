import type Database from 'better-sqlite3';

/**
 * Runs `work` in a transaction of the writing connection and commits it, durably, before resolving. After any failure
 * nothing of it is kept and the connection is ready for the next one. Not reentrant: the write queue keeps the order.
 */
export async function inTransaction<T>(
  database: Database.Database,
  work: () => T | Promise<T>,
): Promise<T> {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = await work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/**
 * As `inTransaction`, but committed without a sync: in WAL mode a power cut then takes back whole transactions from the end,
 * never parts of one or one between others (sqlite.org/pragma.html#pragma_synchronous). A later commit syncs it too.
 */
export async function inUnsyncedTransaction<T>(
  database: Database.Database,
  work: () => T | Promise<T>,
): Promise<T> {
  database.pragma('synchronous = NORMAL');
  try {
    return await inTransaction(database, work);
  } finally {
    database.pragma('synchronous = FULL');
  }
}

/** As `inTransaction`, for work that gives way to nothing else. */
export function inTransactionSync<T>(database: Database.Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** A full disk or a failed write may have rolled back already, and then there is nothing to do. */
function rollBack(database: Database.Database): void {
  if (database.inTransaction) database.exec('ROLLBACK');
}
