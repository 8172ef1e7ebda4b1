import { describe } from 'vitest';
import { openStorage } from '../../server/storage/index.ts';
import { lacks } from '../helpers/lacks.ts';
import { newDatabase, whyNoDatabases } from '../helpers/new-database.ts';
import { newPlace } from './storage-fixtures.ts';
import { visitorsContract } from './visitors-contract.ts';

visitorsContract(async () => openStorage({ dataDir: await newPlace() }));

const missing = await whyNoDatabases();
if (missing === undefined) {
  describe('on Postgres', { timeout: 30_000 }, () => {
    visitorsContract(async () => openStorage({ dataDir: '', url: await newDatabase() }));
  });
} else {
  lacks(missing, 'keeps what is known of visitors on Postgres');
}
