import type { Db } from '../port.ts';
import { type AddressSource, nameOf, readAddress } from './address.ts';
import { checkServer } from './check-server.ts';
import { createConnections } from './connections.ts';
import { createSessionDb } from './databases.ts';
import { lockDatabase } from './lock-database.ts';
import { lockTables } from './lock-tables.ts';
import { inOneTransaction } from './transaction.ts';
import { isOfServer, whyNotOpened } from './why-not-opened.ts';

/** A database that a command changes as a whole. */
export interface WholeDatabase {
  readonly url: string;
  /** Default: DATABASE_URL. */
  readonly source?: AddressSource;
}

/**
 * Runs `work` in one transaction, while no relay uses the database and none can start; commits it durably before it resolves.
 * A process that is killed meanwhile leaves nothing. Rejects with an error of one line; those of `work` itself come back as they
 * are. `place` names the database in errors.
 */
export async function whileUnused<T>(
  { url, source }: WholeDatabase,
  work: (db: Db, place: string) => Promise<T>,
): Promise<T> {
  const { place } = readAddress(url, source);
  const connect = () =>
    createConnections({ url, most: 1, readOnly: false, statementMs: 0, ...(source && { source }) });
  const locking = connect();
  const working = connect();
  let unlock = locking.end;
  let isAtWork = false;
  try {
    // When that connection is lost, nobody gets in all the same: whoever opens waits for the tables.
    unlock = await lockDatabase(locking, 'never', {
      onAgain: () => undefined,
      onTaken: () => undefined,
    });
    return await inOneTransaction(working, async (session) => {
      await checkServer(session);
      await lockTables(session);
      isAtWork = true;
      return work(createSessionDb(session), `${nameOf(place)} (${source ?? 'DATABASE_URL'})`);
    });
  } catch (error) {
    if (isAtWork && !isOfServer(error)) throw error;
    throw whyNotOpened(error, place, source);
  } finally {
    await working.end();
    await unlock();
  }
}
