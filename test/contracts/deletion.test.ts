import { describe } from 'vitest';
import { openStorage } from '../../server/storage/index.ts';
import { lacks } from '../helpers/lacks.ts';
import { newDatabase, whyNoDatabases } from '../helpers/new-database.ts';
import { deletionContract } from './deletion-contract.ts';
import { newPlace } from './storage-fixtures.ts';

describe('deleting a site', () => {
  deletionContract(async () => openStorage({ dataDir: await newPlace() }));
});

const missing = await whyNoDatabases();
if (missing === undefined) {
  describe('deleting a site on Postgres', { timeout: 30_000 }, () => {
    deletionContract(async () => openStorage({ dataDir: '', url: await newDatabase() }));
  });
} else {
  lacks(missing, 'erases a site that was deleted on Postgres');
}
