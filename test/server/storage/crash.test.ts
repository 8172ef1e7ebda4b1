import { expect, onTestFinished, test } from 'vitest';
import { metaValue, openStorage } from '../../../server/storage/index.ts';
import { newPlace } from '../../contracts/storage-fixtures.ts';
import { startWritingProcess } from './start-writing-process.ts';

test('refuses a folder that another process uses, and opens it with every commit after a crash', async () => {
  const dataDir = await newPlace();
  const other = await startWritingProcess(dataDir);
  await other.hasWritten(20);
  await expect(openStorage({ dataDir })).rejects.toThrow(/^Another relay is using the folder .+$/);
  const last = await other.kill();

  const storage = await openStorage({ dataDir });
  onTestFinished(() => storage.close());
  const stored = Number(await metaValue(storage.read, 'number'));
  expect(stored).toBeGreaterThanOrEqual(last);
});
