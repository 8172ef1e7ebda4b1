import { StorageError } from '../port.ts';
import type { Connections, Session } from './connections.ts';
import { isWorthRepeating } from './storage-errors.ts';

/** A transaction that met others this often gives up. */
const MOST_ATTEMPTS = 5;

/**
 * Runs `work` in a transaction and commits it, durably, before resolving; nothing of it is kept after a failure. Where it met
 * another node's transaction it is run again, so `work` must do nothing but ask and write.
 */
export async function inTransaction<T>(
  connections: Connections,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inOneTransaction(connections, work);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isWorthRepeating(error)) throw error;
    }
  }
}

/** As `inTransaction`, but never run again. `begin` may ask for more than what is usual. */
export async function inOneTransaction<T>(
  connections: Connections,
  work: (session: Session) => Promise<T>,
  begin = 'BEGIN',
): Promise<T> {
  const session = await connections.session();
  let isBroken = false;
  try {
    await session.query(begin);
    const result = await work(session);
    await session.query('COMMIT');
    return result;
  } catch (error) {
    // A server that failed, or became a replica, is not to be asked again by this connection.
    isBroken = error instanceof StorageError || !(await rollBack(session));
    throw error;
  } finally {
    session.release(isBroken);
  }
}

async function rollBack(session: Session): Promise<boolean> {
  try {
    await session.query('ROLLBACK');
    return true;
  } catch {
    // The connection is gone, and the transaction with it.
    return false;
  }
}
