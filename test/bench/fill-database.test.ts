import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fillDatabase } from '../../bench/scenarios/fill-database.ts';
import { openStorage } from '../../server/storage/index.ts';
import { newPlace } from '../contracts/storage-fixtures.ts';

const BYTES = 3_000_000;

test('fills a database of a size with chats whose messages are numbered without holes', async () => {
  const dataDir = await newPlace();
  await fillDatabase(dataDir, BYTES);
  expect(statSync(join(dataDir, 'counterbell.db')).size).toBeGreaterThanOrEqual(BYTES);
  const storage = await openStorage({ dataDir });
  const events = await storage.read
    .selectFrom('events')
    .innerJoin('chats', 'chats.id', 'events.chat_id')
    .select(['events.seq', 'events.body', 'chats.last_seq'])
    .where('chat_id', '=', (of) => of.selectFrom('chats').select('chats.id').limit(1))
    .orderBy('seq')
    .execute();
  await storage.close();
  expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, nth) => nth + 1));
  expect(new Set(events.map(({ last_seq }) => last_seq))).toEqual(new Set([20]));
  expect(JSON.parse(events[0]?.body ?? '')).toMatchObject({ kind: 'message' });
});
