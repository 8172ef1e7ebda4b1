import { describe } from 'vitest';
import { openStorage } from '../../server/storage/index.ts';
import { lacks } from '../helpers/lacks.ts';
import { newDatabase, whyNoDatabases } from '../helpers/new-database.ts';
import { newPgliteDatabase } from '../helpers/pglite-database.ts';
import { searchContract } from './search-contract.ts';

/** The first PGlite takes seconds to make. */
const PATIENT = { timeout: 30_000 };

const missing = await whyNoDatabases();
if (missing === undefined) {
  describe('on Postgres', PATIENT, () => {
    searchContract(async () => openStorage({ dataDir: '', url: await newDatabase() }));
  });
} else {
  lacks(missing, 'finds what was said on Postgres');
  describe('on PGlite, as no Postgres server answers', PATIENT, () => {
    searchContract(async () => {
      const { url } = await newPgliteDatabase();
      return openStorage({ dataDir: '', url });
    });
  });
}
