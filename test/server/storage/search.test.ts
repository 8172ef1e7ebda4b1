import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createSearch } from '../../../server/search/index.ts';
import { openStorage, type Storage, takeOutbox } from '../../../server/storage/index.ts';
import { index } from '../../contracts/search-contract.ts';
import { appended, newPlace, says, visitorOf } from '../../contracts/storage-fixtures.ts';

async function opened(dataDir: string): Promise<Storage> {
  const storage = await openStorage({ dataDir });
  onTestFinished(() => storage.close());
  return storage;
}

test('leaves no word of an erased visitor in the file', async () => {
  const dataDir = await newPlace();
  const storage = await opened(dataDir);
  const [gone, stays] = [await visitorOf(storage), await visitorOf(storage)];
  await appended(storage, says(gone, 'the xylophonist was here'));
  await appended(storage, says(stays, 'the accordionist is here'));
  await index(storage);
  await storage.write((db) => db.deleteFrom('visitors').where('id', '=', gone.visitor).execute());
  await storage.close();
  const file = (await readFile(join(dataDir, 'counterbell.db'))).toString('latin1');
  // Words that begin alike are stored but from where they differ.
  expect(file).not.toContain('ylophonist');
  expect(file).toContain('ccordionist');
});

test('finds what was said before there was an index, also what waits in the outbox', async () => {
  const dataDir = await newPlace();
  const before = await opened(dataDir);
  const person = await visitorOf(before);
  await appended(before, says(person, 'an old lamp'));
  await before.write((db) => takeOutbox(db, 10));
  await appended(before, says(person, 'a lamp that add-ons were not told of'));
  await before.write(async (db) => {
    for (const table of ['search_vocabulary', 'search_words', 'search_entries', 'unindexed']) {
      await sql`drop table ${sql.table(table)}`.execute(db);
    }
    await sql`delete from kysely_migration where name >= '0005-search'`.execute(db);
  });
  await before.close();

  const after = await opened(dataDir);
  await index(after);
  const answer = await createSearch(after).find('lamp', null);
  expect(answer?.hits.map(({ snippet }) => snippet.text)).toEqual([
    'a lamp that add-ons were not told of',
    'an old lamp',
  ]);
});
