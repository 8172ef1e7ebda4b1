import { DatabaseError, Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { type AddressSource, readAddress } from './address.ts';
import { toStorageError } from './storage-errors.ts';

const STATEMENT_MS = 15_000;
/** The server ends a statement itself; this is for one that has gone silent. */
const SILENT_SERVER_MS = 20_000;
const LOCK_MS = 5_000;
const CONNECT_MS = 5_000;
const KEEP_ALIVE_AFTER_MS = 10_000;
const INT8 = 20;

/** Runs statements on one connection. What fails is a StorageError unless it is a bug. */
export interface Session {
  query<Row>(
    text: string,
    values?: readonly unknown[],
    /** Prepared under this name once a connection. */
    name?: string,
  ): Promise<{ rows: Row[]; rowCount: number; command: string }>;
  /** `isBroken`: the connection is closed instead of being kept for the next one. */
  release(isBroken: boolean): void;
}

/** Connections of one kind, opened as they are needed; those that break are replaced. */
export interface Connections {
  /** Waits for a free one, at most five seconds. */
  session(): Promise<Session>;
  /** Closes them once nobody uses them any more. */
  end(): Promise<void>;
}

export interface ConnectionOptions {
  readonly url: string;
  /** Default: DATABASE_URL. */
  readonly source?: AddressSource;
  readonly most: number;
  /** The server itself refuses to write by it. */
  readonly readOnly: boolean;
  /** Default: 15,000 milliseconds a statement. 0: as long as it takes. */
  readonly statementMs?: number;
}

/** Opens nothing yet. Throws an error of one line where the address is wrong. */
export function createConnections(options: ConnectionOptions): Connections {
  const pool = new Pool(configOf(options));
  let ended: Promise<void> | undefined;
  // A connection that breaks while nobody uses it is replaced when it is needed; one in use tells its user.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    async session() {
      try {
        return toSession(await pool.connect());
      } catch (error) {
        throw toStorageError(error);
      }
    },
    end() {
      ended ??= pool.end();
      return ended;
    },
  };
}

function configOf(options: ConnectionOptions) {
  const { url, source, most, readOnly, statementMs = STATEMENT_MS } = options;
  // Set on every connection: the database's owner may have made either the default.
  const settings = [
    'synchronous_commit=on',
    `default_transaction_read_only=${readOnly ? 'on' : 'off'}`,
  ];
  return {
    ...readAddress(url, source).config,
    max: most,
    application_name: 'counterbell',
    options: settings.map((setting) => `-c ${setting}`).join(' '),
    statement_timeout: statementMs,
    query_timeout: statementMs === 0 ? 0 : SILENT_SERVER_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: statementMs,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    types: {
      // Times and counts: below 2^53 for as long as anybody lives. The driver would give text.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : types.getTypeParser(oid, format),
    },
  } satisfies PoolConfig;
}

/** What a server says to everything that follows a failed statement of a transaction. */
const ABORTED = '25P02';

function toSession(client: PoolClient): Session {
  let failure: unknown;

  /** A library may ask on after a failure, and then only the first one says why. */
  function firstOf(error: unknown): unknown {
    if (!(error instanceof DatabaseError) || error.code !== ABORTED) failure = error;
    return failure ?? error;
  }

  return {
    async query<Row>(text: string, values: readonly unknown[] = [], name?: string) {
      try {
        const result = await client.query({ text, values: [...values], ...(name && { name }) });
        // The statement says which columns there are; its author gave the type.
        return {
          rows: result.rows as Row[],
          rowCount: result.rowCount ?? 0,
          command: result.command,
        };
      } catch (error) {
        throw toStorageError(firstOf(error));
      }
    },
    release: (isBroken) => client.release(isBroken),
  };
}
