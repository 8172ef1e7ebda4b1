import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createSearch } from '../../../server/search/index.ts';
import { openStorage, type Storage } from '../../../server/storage/index.ts';
import { index } from '../../contracts/search-contract.ts';
import { appended, newPlace, says, visitorOf } from '../../contracts/storage-fixtures.ts';
import { makeFirstVersion } from '../../helpers/first-version.ts';

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
  const file = join(dataDir, 'counterbell.db');
  await makeFirstVersion(file);
  new Database(file).exec(SAID_BEFORE).close();

  const after = await opened(dataDir);
  await index(after);
  const answer = await createSearch(after).find('lamp', null);
  expect(answer?.hits.map(({ snippet }) => snippet.text)).toEqual([
    'a lamp that add-ons were not told of',
    'an old lamp',
  ]);
});

test('holds the index of words in few pieces, without a merge that would hold up whoever writes', async () => {
  const dataDir = await newPlace();
  const storage = await opened(dataDir);
  const person = await visitorOf(storage);
  for (let nth = 0; nth < 14; nth += 1) {
    await appended(storage, says(person, `the teapot of the number ${nth}`));
    await index(storage);
  }
  await storage.close();
  const database = new Database(join(dataDir, 'counterbell.db'), { readonly: true });
  const read = (query: string) => database.prepare(query).pluck().get();
  // Each addition makes a piece; FTS5 by itself would not merge so few pages yet.
  expect(read('select count(distinct segid) from search_words_idx')).toBeLessThan(8);
  expect(read("select v from search_words_config where k = 'automerge'")).toBe(0);
  database.close();
});

/** Two messages, of which the outbox still holds the second. */
const SAID_BEFORE = `
  INSERT INTO visitors VALUES ('visitor', 'site', NULL, NULL, 1);
  INSERT INTO chats (id, site_id, visitor_id, state, last_seq, last_visible_seq, last_visitor_seq,
    seen_visitor, seen_operator, preview, page_url, page_title, referrer, browser, system, device,
    language, started_at, updated_at)
    VALUES ('chat', 'site', 'visitor', 'unanswered', 2, 2, 2, 0, 0, '', '', '', '', '', '', '', '', 1, 1);
  INSERT INTO events VALUES
    ('chat', 1, 0, 'one', 'visitor', 'visitor', 'all', '{"kind":"message","text":"an old lamp"}', NULL, 1),
    ('chat', 2, 1, 'two', 'visitor', 'visitor', 'all',
      '{"kind":"message","text":"a lamp that add-ons were not told of"}', NULL, 2);
  INSERT INTO outbox (chat_id, seq) VALUES ('chat', 2)`;
