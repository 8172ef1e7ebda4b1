import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStorage, restoreStorage, takeOutbox } from '../../server/storage/index.ts';
import { lacks } from '../helpers/lacks.ts';
import { newDatabase, whyNoDatabases } from '../helpers/new-database.ts';
import { newPgliteDatabase } from '../helpers/pglite-database.ts';
import { index, searchContract, textsOf } from './search-contract.ts';
import { appended, newPlace, says, visitorOf } from './storage-fixtures.ts';

/** The first PGlite takes seconds to make. */
const PATIENT = { timeout: 30_000 };

const missing = await whyNoDatabases();
if (missing === undefined) {
  describe('on Postgres', PATIENT, () => {
    searchContract(async () => openStorage({ dataDir: '', url: await newDatabase() }));

    test('finds what came from a backup, whether it was in the index there or not', async () => {
      const file = join(await newPlace(), 'backup.db');
      const source = await openStorage({ dataDir: await newPlace() });
      const person = await visitorOf(source);
      await appended(source, says(person, 'one lamp'));
      await index(source);
      await appended(source, says(person, 'two lamps'));
      await source.write((db) => takeOutbox(db, 10));
      await appended(source, says(person, 'three lamps'));
      await source.backup(file);
      await source.close();

      const place = { url: await newDatabase(), dataDir: await newPlace() };
      await restoreStorage(place, file);
      // Once more, over what is there.
      await restoreStorage(place, file);
      const storage = await openStorage(place);
      onTestFinished(() => storage.close());
      await index(storage);
      expect(await textsOf(storage, 'lamp')).toEqual(['three lamps', 'two lamps', 'one lamp']);
    });
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
