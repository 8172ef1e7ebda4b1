import type { Session } from './connections.ts';

/** Transaction ids of 64 bits (13) and everything else we use; older ones get no fixes any more. */
const OLDEST_VERSION = 14;

interface ServerFacts {
  readonly version: number;
  readonly encoding: string;
  readonly is_replica: boolean;
  readonly read_only: string;
  readonly synchronous_commit: string;
  readonly fsync: string;
}

/** Throws an error of one line where a server cannot keep what is promised, or cannot be written. */
export async function checkServer(session: Session): Promise<void> {
  const { rows } = await session.query<ServerFacts>(`
    SELECT current_setting('server_version_num')::integer / 10000 AS version,
      current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS is_replica,
      current_setting('transaction_read_only') AS read_only,
      current_setting('synchronous_commit') AS synchronous_commit, current_setting('fsync') AS fsync`);
  const fault = rows[0] && faultOf(rows[0]);
  if (fault) throw new Error(fault);
}

function faultOf(server: ServerFacts): string | undefined {
  if (server.version < OLDEST_VERSION) {
    return `Postgres ${OLDEST_VERSION} or newer is needed; this one is ${server.version}.`;
  }
  if (server.encoding !== 'UTF8') {
    return `Its encoding is ${server.encoding}; make a database with ENCODING 'UTF8'.`;
  }
  if (server.is_replica) return 'It is a replica, which only reads; name the primary server.';
  if (server.read_only === 'on') {
    return 'It only reads (default_transaction_read_only is on); allow this user to write.';
  }
  if (server.synchronous_commit !== 'on') {
    return `It has synchronous_commit = ${server.synchronous_commit} for this user, which would lose acknowledged messages; it must be on.`;
  }
  if (server.fsync !== 'on') {
    return 'It has fsync = off, which would lose acknowledged messages when the power fails; switch it on.';
  }
  return undefined;
}
