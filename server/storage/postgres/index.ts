import type { Db, Storage } from '../port.ts';
import { MOVED, metaValue, removeMetaValue } from '../queries/meta.ts';
import { nameOf, type Place, readAddress } from './address.ts';
import { checkServer } from './check-server.ts';
import { type ConnectionOptions, type Connections, createConnections } from './connections.ts';
import { createReadingDb, createSessionDb } from './databases.ts';
import { lockDatabase, type Use } from './lock-database.ts';
import { lockTables } from './lock-tables.ts';
import { createStorage } from './postgres-storage.ts';
import { inTransaction } from './transaction.ts';
import { whyNotOpened } from './why-not-opened.ts';

export { inSnapshot } from './in-snapshot.ts';
export type { Use } from './lock-database.ts';
export { lookAtServer, type ServerReport } from './look-at-server.ts';
export { tablesThere } from './tables-there.ts';
export { whileUnused } from './while-unused.ts';

export interface PostgresOptions {
  readonly url: string;
  /** Most connections, at least 3: one for the lock, one to write, the others to read. */
  readonly connections: number;
  readonly use: Use;
  /** Brings the tables up to date; run in one transaction, by one node at a time. `place` names the database. */
  readonly migrate: (db: Db, place: string) => Promise<void>;
  /** Writes a consistent copy to a new file. */
  readonly backup: (file: string) => Promise<void>;
  /**
   * While the connection was lost the log was replaced, or somebody else took the database: what this process knows of it
   * is void.
   */
  readonly onReplaced: () => void;
}

/** Opens the Postgres engine. Rejects with an error of one line where it cannot be used, and then nothing is left open. */
export async function openPostgres(options: PostgresOptions): Promise<Storage> {
  const { url, use } = options;
  const { place } = readAddress(url);
  const opened: (() => Promise<unknown>)[] = [];
  const open = (how: Omit<ConnectionOptions, 'url'>): Connections => {
    const connections = createConnections({ url, ...how });
    opened.unshift(connections.end);
    return connections;
  };
  try {
    const writing = open({ most: 1, readOnly: false });
    const reading = open({ most: options.connections - 2, readOnly: true });
    let epoch = '';
    const read = createReadingDb(reading);
    const checkEpoch = async (): Promise<void> => {
      if ((await metaValue(read, 'epoch')) !== epoch) options.onReplaced();
    };
    const locking = open({ most: 1, readOnly: false });
    const unlock = await lockDatabase(locking, use, {
      onAgain: () => void checkEpoch().catch(() => undefined),
      onTaken: options.onReplaced,
    });
    opened.unshift(unlock);
    const preparing = open({ most: 1, readOnly: false, statementMs: 0 });
    epoch = await prepare(options, preparing, place);
    await preparing.end();
    return createStorage({ epoch, writing, reading, read, backup: options.backup, unlock });
  } catch (error) {
    for (const close of opened) await close();
    throw whyNotOpened(error, place);
  }
}

/** Checks the server, brings the tables up to date and gives back the log's epoch. */
function prepare(
  { migrate, use }: PostgresOptions,
  preparing: Connections,
  place: Place,
): Promise<string> {
  return inTransaction(preparing, async (session) => {
    await checkServer(session);
    await lockTables(session);
    const db = createSessionDb(session);
    await migrate(db, nameOf(place));
    if (use === 'alone' || use === 'together') await removeMetaValue(db, MOVED);
    const epoch = await metaValue(db, 'epoch');
    if (epoch === undefined) throw new Error('It has no epoch: restore a backup of it.');
    return epoch;
  });
}
