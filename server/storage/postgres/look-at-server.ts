import type { Db } from '../port.ts';
import { nameOf, readAddress } from './address.ts';
import { checkServer } from './check-server.ts';
import { createConnections, type Session } from './connections.ts';
import { createSessionDb } from './databases.ts';
import { inOneTransaction } from './transaction.ts';
import { whyNotOpened } from './why-not-opened.ts';

/** What there is to say of a server that can be used. */
export interface ServerReport {
  /** The database in words, without user and password. */
  readonly place: string;
  /** As the server says it, such as 17.4. */
  readonly version: string;
  readonly isEmpty: boolean;
  /** Connections of everybody's, but the one that asks. */
  readonly used: number;
  /** What it allows to those who are no superusers. */
  readonly most: number;
}

/**
 * Looks at a server beside those who use it, and changes nothing. Rejects with an error of one line where a relay could not use it.
 * `hasInstallation` rejects where the database is not for us.
 */
export async function lookAtServer(
  url: string,
  hasInstallation: (db: Db, place: string) => Promise<boolean>,
): Promise<ServerReport> {
  const { place } = readAddress(url);
  const connections = createConnections({ url, most: 1, readOnly: false });
  try {
    return await inOneTransaction(connections, async (session) => {
      await checkServer(session);
      const isEmpty = !(await hasInstallation(createSessionDb(session), nameOf(place)));
      if (isEmpty) await refuseWithoutRights(session);
      return { place: nameOf(place), isEmpty, ...(await factsOf(session)) };
    });
  } catch (error) {
    throw whyNotOpened(error, place);
  } finally {
    await connections.end();
  }
}

async function refuseWithoutRights(session: Session): Promise<void> {
  const { rows } = await session.query<{ may: boolean | null }>(
    "SELECT has_schema_privilege(current_schema(), 'CREATE') AS may",
  );
  if (!rows[0]?.may)
    throw new Error('This user may not make tables; make it the owner of the database.');
}

async function factsOf(session: Session) {
  const { rows } = await session.query<Pick<ServerReport, 'version' | 'used' | 'most'>>(`
    SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
      (SELECT count(*) - 1 FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
      current_setting('max_connections')::integer
        - current_setting('superuser_reserved_connections')::integer AS most`);
  const [facts] = rows;
  if (!facts) throw new Error('It told nothing about itself.');
  return facts;
}
