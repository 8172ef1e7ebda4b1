import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventId, SiteId, VisitorId } from '../../../protocol/index.ts';
import { DEFAULT_SITE_SETTINGS } from '../../../protocol/index.ts';
import { openBus } from '../../../server/bus/index.ts';
import { createChats } from '../../../server/chats/index.ts';
import { createSites, type SiteRecord } from '../../../server/sites/index.ts';
import { openStorage, type Storage } from '../../../server/storage/index.ts';
import { createVisitors } from '../../../server/visitors/index.ts';

let dataDir: string;
let storage: Storage;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'counterbell-'));
  storage = await openStorage({ dataDir });
});
afterEach(async () => {
  await storage.close();
  await rm(dataDir, { recursive: true });
});

const context = {
  page: { url: '', title: '', referrer: '' },
  browser: '',
  system: '',
  device: '',
  language: '',
};

async function prepare() {
  const commits: number[] = [];
  const published: string[] = [];
  const bus = await openBus({ installation: storage.epoch });
  bus.subscribe((hint) => published.push(hint.type));
  const chats = createChats({
    storage,
    bus,
    before: async ({ event }) => ({ event }),
    claimFile: async () => null,
    findTag: async () => undefined,
    isBanned: () => false,
    whyUnwanted: () => undefined,
    operators: () => [],
    groups: async () => [],
    acceptSecondsOf: () => null,
    availabilityOf: () => ({ accepting: false }),
    onAccepted: () => undefined,
    now: Date.now,
    onCommit: (size) => commits.push(size),
    onFailure: (error) => {
      throw error;
    },
  });
  const site = await createSites({ storage, now: Date.now }).create({
    name: 'Shop',
    domains: ['localhost'],
    settings: DEFAULT_SITE_SETTINGS,
  });
  return { chats, site, commits, published };
}

async function newVisitor(site: SiteId): Promise<VisitorId> {
  const recognised = await createVisitors(storage, Date.now).recognise(site, undefined);
  if (!recognised) throw new Error('a new visitor was refused');
  return recognised.visitor;
}

function message(site: SiteRecord, visitor: VisitorId, text: string) {
  // A fresh UUIDv7 is what the brand stands for.
  const id = uuidv7() as EventId;
  return {
    site,
    visitor,
    chat: 'new' as const,
    id,
    event: { kind: 'message' as const, text },
    context,
  };
}

test('makes one transaction of all sends of one turn', async () => {
  const { chats, site, commits } = await prepare();
  const visitors = await Promise.all(Array.from({ length: 100 }, () => newVisitor(site.id)));
  const outcomes = await Promise.all(
    visitors.map((visitor) => chats.visitorSends(message(site, visitor, 'Hello'))),
  );
  expect(outcomes.every(({ sent }) => sent)).toBe(true);
  expect(commits).toEqual([100]);
});

test('P1 answers and publishes only what another connection can read already', async () => {
  const { chats, site, published } = await prepare();
  const visitor = await newVisitor(site.id);
  const outcome = await chats.visitorSends(message(site, visitor, 'Hello'));
  expect(outcome.sent).toBe(true);
  expect(published).toEqual(['events']);
  const rows = await storage.read.selectFrom('events').select('seq').execute();
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2]);
});
