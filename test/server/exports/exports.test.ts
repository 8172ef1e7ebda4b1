import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { OperatorId } from '../../../protocol/index.ts';
import { createExports, type ExportEnd } from '../../../server/exports/index.ts';
import { openStorage } from '../../../server/storage/index.ts';
import { newFolder, removeFolder } from '../../helpers/folders.ts';
import { makeManyChats } from '../../helpers/many-chats.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

/** More than is read at once. */
const CHATS = 1_200;
const ASKED = {
  operator: 'somebody' as OperatorId,
  filter: {},
  text: undefined,
  publicUrl: 'https://chat.example',
} as const;

async function exportsOfMany() {
  const dataDir = await newFolder();
  await makeManyChats(dataDir, CHATS);
  const storage = await openStorage({ dataDir });
  onTestFinished(async () => {
    await storage.close();
    await removeFolder(dataDir);
  });
  const ends: ExportEnd[] = [];
  const exports = createExports({
    storage,
    now: () => Date.UTC(2026, 10, 29),
    onEnd: (end) => ends.push(end),
    onFailure: (error) => {
      throw error;
    },
  });
  function begin(format: 'chats' | 'json' = 'chats') {
    const outcome = exports.begin({ ...ASKED, format });
    if ('refuse' in outcome) throw new Error(outcome.refuse);
    return outcome;
  }
  return { exports, begin, ends };
}

test('writes every chat once, and tells the log how many', async () => {
  const { begin, ends } = await exportsOfMany();
  const { body, name } = begin();
  expect(name).toBe('chats-2026-11-29.csv');
  const rows = (await buffer(body)).toString().trimEnd().split('\r\n').slice(1);
  expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(CHATS);
  await waitUntil('it has ended', 5_000, () => ends.length === 1);
  expect(ends).toEqual([{ operator: 'somebody', format: 'chats', chats: CHATS, isWhole: true }]);
});

test('stops reading when whoever asked for it goes away', async () => {
  const { begin, ends } = await exportsOfMany();
  const { body } = begin('json');
  for await (const piece of body) {
    expect(String(piece)).toContain('"events":[');
    break;
  }
  await waitUntil('it has ended', 5_000, () => ends.length === 1);
  expect(ends[0]).toMatchObject({ isWhole: false });
  expect(ends[0]?.chats).toBeLessThan(CHATS);
});

test('writes three at once, and a fourth when one of them has ended', async () => {
  const { exports, begin, ends } = await exportsOfMany();
  const bodies = [begin(), begin(), begin()].map(({ body }) => body);
  expect(exports.begin({ ...ASKED, format: 'chats' })).toMatchObject({ refuse: 'rate_limited' });
  bodies[0]?.destroy();
  await waitUntil('one has ended', 5_000, () => ends.length === 1);
  bodies.push(begin().body);
  for (const body of bodies) body.destroy();
  await waitUntil('all have ended', 5_000, () => ends.length === 4);
});
