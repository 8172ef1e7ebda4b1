import { access, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backupStorage, metaValue, openStorage } from '../../../server/storage/index.ts';
import { newPlace } from '../../contracts/storage-fixtures.ts';
import { startWritingProcess } from './start-writing-process.ts';

/** Where a copy is a database that can be opened. */
async function placeOfCopy(): Promise<{ copy: string; file: string }> {
  const copy = join(await newPlace(), 'copy');
  await mkdir(copy);
  return { copy, file: join(copy, 'counterbell.db') };
}

async function numberIn(dataDir: string): Promise<number> {
  const storage = await openStorage({ dataDir });
  onTestFinished(() => storage.close());
  return Number(await metaValue(storage.read, 'number'));
}

test('copies a folder while another process writes to it, for the owner alone', async () => {
  const dataDir = await newPlace();
  const other = await startWritingProcess(dataDir);
  const before = await other.hasWritten(20);
  const { copy, file } = await placeOfCopy();
  await backupStorage({ dataDir }, file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await other.hasWritten(before + 20);
  expect(await numberIn(copy)).toBeGreaterThanOrEqual(before);
});

test('copies a folder that nobody uses', async () => {
  const dataDir = await newPlace();
  const storage = await openStorage({ dataDir });
  await storage.close();
  const { copy, file } = await placeOfCopy();
  await backupStorage({ dataDir }, file);
  const restored = await openStorage({ dataDir: copy });
  onTestFinished(() => restored.close());
  expect(restored.epoch).toBe(storage.epoch);
});

test('refuses a folder without a database, and leaves no file behind', async () => {
  const { file } = await placeOfCopy();
  await expect(backupStorage({ dataDir: await newPlace() }, file)).rejects.toThrow();
  await expect(access(file)).rejects.toThrow('ENOENT');
});
