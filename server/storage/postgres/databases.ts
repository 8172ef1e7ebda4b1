import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Db } from '../port.ts';
import type { Tables } from '../schema.ts';
import type { Connections, Session } from './connections.ts';

/** A query runner that takes a connection for each query. */
export function createReadingDb(connections: Connections): Db {
  const taken = new Map<DatabaseConnection, () => void>();
  return createDb({
    async acquireConnection() {
      const session = await connections.session();
      let isBroken = false;
      const connection = connectionOf(session, () => {
        isBroken = true;
      });
      taken.set(connection, () => session.release(isBroken));
      return connection;
    },
    async releaseConnection(connection) {
      taken.get(connection)?.();
      taken.delete(connection);
    },
  });
}

/** A query runner on one connection, which belongs to its caller: for a transaction that is begun and ended by hand. */
export function createSessionDb(session: Session): Db {
  const connection = connectionOf(session, () => undefined);
  return createDb({
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
  });
}

/** Transactions are ours to begin and to end, so Kysely is told of none. */
function createDb(source: Pick<Driver, 'acquireConnection' | 'releaseConnection'>): Db {
  const refuse = () => Promise.reject(new Error('transactions are begun by Storage.write'));
  const driver: Driver = {
    ...source,
    init: async () => undefined,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: async () => undefined,
  };
  return new Kysely<Tables>({
    dialect: {
      createDriver: () => driver,
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

function connectionOf(session: Session, onFailure: () => void): DatabaseConnection {
  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      try {
        const { rows, rowCount, command } = await session.query<Row>(sql, parameters);
        return command === 'SELECT' ? { rows } : { rows, numAffectedRows: BigInt(rowCount) };
      } catch (error) {
        onFailure();
        throw error;
      }
    },
    streamQuery() {
      throw new Error('rows are read by pages');
    },
  };
}
