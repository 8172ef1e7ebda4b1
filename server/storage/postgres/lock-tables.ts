import type { Session } from './connections.ts';

/** Of the database, while one process changes its tables: the others wait (PostgreSQL manual, 13.3.5). */
const MIGRATION_LOCK = 0x43424c4d; // CBLM

/** Waits until no other process changes the tables; they wait for the end of this transaction then. */
export async function lockTables(session: Session): Promise<void> {
  // Another node may be at it, and a change of a large table takes its time.
  await session.query('SET LOCAL lock_timeout = 0');
  await session.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
}
