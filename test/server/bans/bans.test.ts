import { uuidv7 } from 'uuidv7';
import { expect, onTestFinished, test } from 'vitest';
import type { OperatorId, VisitorId } from '../../../protocol/index.ts';
import { DEFAULT_SITE_SETTINGS } from '../../../protocol/index.ts';
import { createBans } from '../../../server/bans/index.ts';
import { createSites } from '../../../server/sites/index.ts';
import { openStorage, type Storage } from '../../../server/storage/index.ts';
import { createVisitors } from '../../../server/visitors/index.ts';
import { newPlace } from '../../contracts/storage-fixtures.ts';

const ada = { id: 'ada' as OperatorId, name: 'Ada' };
const MINUTE_MS = 60_000;

async function opened() {
  const storage = await openStorage({ dataDir: await newPlace() });
  onTestFinished(() => storage.close());
  const site = await createSites({ storage }).create({
    name: 'Shop',
    domains: ['localhost'],
    settings: DEFAULT_SITE_SETTINGS,
  });
  const recognised = await createVisitors(storage, Date.now).recognise(site.id, undefined);
  if (!recognised) throw new Error('a new visitor is always recognised');
  return { storage, visitor: recognised.visitor };
}

function bansAt(storage: Storage, clock: { now: number }) {
  return createBans({
    storage,
    now: () => clock.now,
    closeChat: async () => undefined,
    bus: { publish: () => undefined },
  });
}

const ban = (visitor: VisitorId, minutes: number | null) => ({
  visitor,
  minutes,
  reason: 'Spam',
  closeChat: false,
});

test('ends a ban by itself, to the minute, and lists it no longer', async () => {
  const { storage, visitor } = await opened();
  const clock = { now: 1_000 };
  const bans = await bansAt(storage, clock);
  expect(await bans.ban(ada, ban(visitor, 60))).toBe(true);
  clock.now += 60 * MINUTE_MS - 1;
  expect(bans.isBanned(visitor)).toBe(true);
  expect(await bans.list()).toHaveLength(1);
  clock.now += 1;
  expect(bans.isBanned(visitor)).toBe(false);
  expect(await bans.list()).toEqual([]);
});

test('keeps a ban over a restart, and one for good for good', async () => {
  const { storage, visitor } = await opened();
  const clock = { now: 1_000 };
  await (await bansAt(storage, clock)).ban(ada, ban(visitor, null));
  clock.now += 1e12;
  const restarted = await bansAt(storage, clock);
  expect(restarted.isBanned(visitor)).toBe(true);
});

test('erases a ban together with its visitor', async () => {
  const { storage, visitor } = await opened();
  const bans = await bansAt(storage, { now: 1_000 });
  await bans.ban(ada, ban(visitor, null));
  await storage.write((db) => db.deleteFrom('visitors').where('id', '=', visitor).execute());
  const rows = await storage.read.selectFrom('bans').selectAll().execute();
  expect(rows).toEqual([]);
});

test('bans nobody who is not there', async () => {
  const { storage } = await opened();
  const bans = await bansAt(storage, { now: 1_000 });
  // A UUID is what the brand stands for.
  expect(await bans.ban(ada, ban(uuidv7() as VisitorId, 60))).toBe(false);
});
