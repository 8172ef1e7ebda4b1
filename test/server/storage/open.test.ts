import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { openDatabase } from '../../../server/storage/sqlite/open-database.ts';
import { inUnsyncedTransaction } from '../../../server/storage/sqlite/transaction.ts';
import { newPlace } from '../../contracts/storage-fixtures.ts';

test('syncs every commit to disk, also when the database is opened again', async () => {
  const place = await newPlace();
  for (const _ of ['first', 'again']) {
    const { writing, reading } = openDatabase(place);
    expect(writing.pragma('synchronous', { simple: true })).toBe(2);
    expect(writing.pragma('journal_mode', { simple: true })).toBe('wal');
    reading.close();
    writing.close();
  }
});

test('goes on to sync every commit after one that needs none, also after one that failed', async () => {
  const { writing, reading } = openDatabase(await newPlace());
  const syncs = () => writing.pragma('synchronous', { simple: true });
  expect(await inUnsyncedTransaction(writing, syncs)).toBe(1);
  expect(syncs()).toBe(2);
  const failing = inUnsyncedTransaction(writing, () => {
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(syncs()).toBe(2);
  reading.close();
  writing.close();
});

test('overwrites what is deleted and keeps foreign keys', async () => {
  const { writing, reading } = openDatabase(await newPlace());
  expect(writing.pragma('secure_delete', { simple: true })).toBe(1);
  expect(writing.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(reading.pragma('query_only', { simple: true })).toBe(1);
  reading.close();
  writing.close();
});

test('makes a missing folder for its owner alone', async () => {
  const dataDir = join(await newPlace(), 'deep', 'data');
  const storage = await openStorage({ dataDir });
  onTestFinished(() => storage.close());
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
});

test('refuses a second relay on the same folder in one line that names it', async () => {
  const dataDir = await newPlace();
  const first = await openStorage({ dataDir });
  const refusal = `Another relay is using the folder ${dataDir}: stop it first, or set DATA_DIR to another folder.`;
  await expect(openStorage({ dataDir })).rejects.toThrow(refusal);
  await first.close();
  await (await openStorage({ dataDir })).close();
});

test('refuses a folder that cannot be made in one line that names it', async () => {
  const dataDir = join('/dev/null', 'data');
  await expect(openStorage({ dataDir })).rejects.toThrow(/^The folder \/dev\/null\/data .+$/);
});

test('refuses tables of a newer version, changes nothing and lets the folder go', async () => {
  const dataDir = await newPlace();
  const newer = await openStorage({ dataDir });
  await newer.write((db) =>
    sql`insert into kysely_migration values ('0999-later', '2030-01-01')`.execute(db),
  );
  await newer.close();
  const refusal = /^A newer version of Counterbell made the database in .+ \(0999-later\).+$/;
  await expect(openStorage({ dataDir })).rejects.toThrow(refusal);
  await expect(openStorage({ dataDir })).rejects.toThrow(refusal);
});

test('leaves one database file behind when it closes', async () => {
  const dataDir = await newPlace();
  const storage = await openStorage({ dataDir });
  await storage.checkWritable();
  await storage.close();
  await expect(stat(join(dataDir, 'counterbell.db-wal'))).rejects.toThrow('ENOENT');
});
