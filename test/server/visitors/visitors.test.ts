import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SITE_SETTINGS, type SiteId, type VisitorToken } from '../../../protocol/index.ts';
import { createSites } from '../../../server/sites/index.ts';
import { openStorage, type Storage } from '../../../server/storage/index.ts';
import { createVisitors, readAgent } from '../../../server/visitors/index.ts';
import { newFolder, removeFolder } from '../../helpers/folders.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RECORD = {
  by: 'banner',
  version: '1',
  text: 'May we remember you?',
  page: 'https://shop.example/',
} as const;

let dataDir: string;
let storage: Storage;
let site: SiteId;
let now: number;

beforeAll(async () => {
  dataDir = await newFolder();
  storage = await openStorage({ dataDir });
  const settings = DEFAULT_SITE_SETTINGS;
  const sites = createSites({ storage, now: Date.now });
  site = (await sites.create({ name: 'Shop', domains: ['shop.example'], settings })).id;
});
beforeEach(() => {
  now = 1_000_000;
});
afterAll(async () => {
  await storage.close();
  await removeFolder(dataDir);
});

async function arrive() {
  const visitors = createVisitors(storage, () => now);
  const recognised = await visitors.recognise(site, undefined);
  if (!recognised?.token) throw new Error('a new visitor was given no token');
  return { visitors, visitor: recognised.visitor, token: recognised.token };
}

test('F3 stores only a hash of the token', async () => {
  const { token } = await arrive();
  await storage.backup(join(dataDir, 'copy.db'));
  const bytes = await readFile(join(dataDir, 'copy.db'));
  expect(token).toMatch(/^[0-9a-f]{32}$/);
  expect(bytes.includes(token)).toBe(false);
});

test('knows a visitor for a day after their last visit, and no longer', async () => {
  const { visitors, visitor, token } = await arrive();
  now += 23 * HOUR_MS;
  expect(await visitors.recognise(site, token)).toMatchObject({ visitor });
  now += 23 * HOUR_MS;
  expect(await visitors.recognise(site, token)).toMatchObject({ visitor });
  now += 25 * HOUR_MS;
  expect(await visitors.recognise(site, token)).toBeNull();
});

test('F2 knows a visitor who agreed for thirteen months, and after a withdrawal for a day', async () => {
  const { visitors, visitor, token } = await arrive();
  await visitors.recordConsent(site, visitor, token, { ...RECORD, choice: 'granted' });
  now += 300 * DAY_MS;
  expect(await visitors.recognise(site, token)).toMatchObject({ visitor });
  await visitors.recordConsent(site, visitor, token, { ...RECORD, choice: 'withdrawn' });
  now += 2 * DAY_MS;
  expect(await visitors.recognise(site, token)).toBeNull();
});

test('F2 records every decision: the words, their version, when and where', async () => {
  const { visitors, visitor, token } = await arrive();
  await visitors.recordConsent(site, visitor, token, { ...RECORD, choice: 'denied' });
  const rows = await storage.read
    .selectFrom('consents')
    .selectAll()
    .where('visitor_id', '=', visitor)
    .execute();
  expect(rows).toEqual([
    {
      id: expect.any(String),
      site_id: site,
      visitor_id: visitor,
      choice: 'denied',
      ...RECORD,
      at: now,
    },
  ]);
});

test('F3 cuts the join between browser and visitor when it forgets', async () => {
  const { visitors, visitor, token } = await arrive();
  await visitors.forget(token);
  expect(await visitors.recognise(site, token)).toBeNull();
  const keys = await storage.read
    .selectFrom('visitor_keys')
    .selectAll()
    .where('visitor_id', '=', visitor)
    .execute();
  expect(keys).toEqual([]);
});

test('knows nobody by a token of another site or of nobody', async () => {
  const { visitors, token } = await arrive();
  expect(await visitors.recognise(crypto.randomUUID() as SiteId, token)).toBeNull();
  expect(await visitors.recognise(site, '0'.repeat(32) as VisitorToken)).toBeNull();
});

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    { browser: 'Chrome 140', system: 'Linux', device: 'desktop' },
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    { browser: 'Safari 18', system: 'iOS 18.0', device: 'mobile' },
  ],
  ['', { browser: '', system: '', device: '' }],
  [`${'<script>'.repeat(1000)}`, { browser: '', system: '', device: '' }],
])('F6 keeps names of browser and system, not the agent itself', (agent, names) => {
  expect(readAgent(agent)).toEqual(names);
});
