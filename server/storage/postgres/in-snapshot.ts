import type { Db } from '../port.ts';
import { nameOf, readAddress } from './address.ts';
import { createConnections } from './connections.ts';
import { createSessionDb } from './databases.ts';
import { inOneTransaction } from './transaction.ts';
import { isOfServer, whyNotOpened } from './why-not-opened.ts';

/**
 * Reads these tables as they are at one moment, by a connection of its own, while others write. Rejects with an error of one
 * line; those of `work` itself come back as they are.
 */
export async function inSnapshot<T>(
  url: string,
  tables: readonly string[],
  work: (db: Db, place: string) => Promise<T>,
): Promise<T> {
  const { place } = readAddress(url);
  const connections = createConnections({ url, most: 1, readOnly: true, statementMs: 0 });
  try {
    return await inOneTransaction(
      connections,
      async (session) => {
        // Emptied by TRUNCATE, a table is empty in older snapshots too (PostgreSQL manual, 13.6): whoever restores has to wait,
        // and the snapshot is taken after the locks.
        await session.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS SHARE MODE`);
        return work(createSessionDb(session), nameOf(place));
      },
      'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
    );
  } catch (error) {
    throw isOfServer(error) ? whyNotOpened(error, place) : error;
  } finally {
    await connections.end();
  }
}
