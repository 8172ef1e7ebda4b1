import { describe } from 'vitest';
import { openStorage, type Storage } from '../../server/storage/index.ts';
import { lacks } from '../helpers/lacks.ts';
import { newDatabase, whyNoDatabases } from '../helpers/new-database.ts';
import { newPgliteDatabase, type PgliteDatabase } from '../helpers/pglite-database.ts';
import { connectionsContract } from './connections-contract.ts';
import { nodesContract } from './nodes-contract.ts';
import { saidContract } from './said-contract.ts';
import { storageContract } from './storage-contract.ts';

/** The first PGlite takes seconds to make. */
const PATIENT = { timeout: 30_000 };

/** What keeps the data of each place. */
function databases<Database>(make: () => Promise<Database>) {
  const made = new Map<string, Database>();
  return async (place: string): Promise<Database> => {
    const database = made.get(place) ?? (await make());
    made.set(place, database);
    return database;
  };
}

const missing = await whyNoDatabases();
if (missing === undefined) {
  const urlOf = databases(newDatabase);
  describe('on Postgres', PATIENT, () => {
    const open = async (dataDir: string) => openStorage({ dataDir, url: await urlOf(dataDir) });
    storageContract(open);
    saidContract(open);
    connectionsContract(open);
    nodesContract(async (dataDir) =>
      openStorage({ dataDir, url: await urlOf(dataDir), use: 'together' }),
    );
  });
} else {
  lacks(missing, 'keeps the contract on Postgres, also between two connections and two nodes');
  const databaseOf = databases<PgliteDatabase>(newPgliteDatabase);
  describe(
    'on PGlite, as no Postgres server answers: less what needs two connections',
    PATIENT,
    () => {
      const open = async (dataDir: string): Promise<Storage> => {
        const { url, endSession } = await databaseOf(dataDir);
        await endSession();
        return openStorage({ dataDir, url });
      };
      storageContract(open);
      saidContract(open);
    },
  );
}
