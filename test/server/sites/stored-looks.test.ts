import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_SITE_SETTINGS } from '../../../protocol/index.ts';
import { createSites } from '../../../server/sites/index.ts';
import { openStorage, type Storage } from '../../../server/storage/index.ts';
import { newPlace } from '../../contracts/storage-fixtures.ts';

async function opened(): Promise<Storage> {
  const storage = await openStorage({ dataDir: await newPlace() });
  onTestFinished(() => storage.close());
  return storage;
}

test('shows a panel that was set lower than one can chat in at the least height', async () => {
  const storage = await opened();
  // What is written here is not checked: its callers are, as they were when 200 was the least.
  const looks = { height: 200, width: 300 };
  const { id } = await createSites({ storage }).create({
    name: 'Shop',
    domains: ['localhost'],
    settings: { ...DEFAULT_SITE_SETTINGS, looks },
  });
  const again = createSites({ storage });
  expect((await again.findById(id))?.settings.looks).toEqual({ height: 320, width: 300 });
});
