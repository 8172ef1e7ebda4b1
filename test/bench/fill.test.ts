import { expect, test } from 'vitest';
import { fill } from '../../bench/stored/fill.ts';
import { isRare, PROBES } from '../../bench/stored/say.ts';
import type { ChatId, OperatorId, OperatorSend, VisitorSend } from '../../protocol/index.ts';
import { DEFAULT_SITE_SETTINGS } from '../../protocol/index.ts';
import { openBus } from '../../server/bus/index.ts';
import { createChats } from '../../server/chats/index.ts';
import { createSearch } from '../../server/search/index.ts';
import {
  type ChatRow,
  type EventRow,
  eventsAfter,
  openStorage,
  type Storage,
  takeOutbox,
  takeUnindexed,
} from '../../server/storage/index.ts';
import { newPlace } from '../contracts/storage-fixtures.ts';

const SIZE = { events: 2_000, longest: 100 };
const ALL = 1_000;

test('holds what the relay writes where people say the same', async () => {
  const { storage } = await openFilled();
  const relay = await openStorage({ dataDir: await newPlace() });
  await copyOwners(storage, relay);
  for (const chat of await someChats(storage)) {
    const events = await eventsAfter(storage.read, chat.id, 0, ALL);
    const lived = await sayAgain(relay, chat, events);
    expect(lived.events.map(withoutMadeIds)).toEqual(events.map(withoutMadeIds));
    expect({ ...lived.chat, id: '' }).toEqual({ ...chat, id: '' });
  }
  await relay.close();
  await storage.close();
});

test('leaves nothing to hand on or to index, and what was said is found', async () => {
  const { storage, filled } = await openFilled();
  expect(await storage.write((db) => takeOutbox(db, 1))).toEqual([]);
  expect((await storage.write((db) => takeUnindexed(db, 1))).rows).toBe(0);
  const { find } = createSearch(storage);
  const hitsOf = async (word: string) => (await find(word, null))?.hits.length;
  const said = Array.from({ length: filled.messages }, (_, nth) => nth);
  expect(await hitsOf(PROBES.rare)).toBe(said.filter(isRare).length);
  expect(await hitsOf(PROBES.common)).toBe(20);
  expect(await hitsOf(PROBES.absent)).toBe(0);
  await storage.close();
});

async function openFilled() {
  const dataDir = await newPlace();
  const filled = await fill({ dataDir, ...SIZE });
  return { storage: await openStorage({ dataDir }), filled };
}

async function copyOwners(from: Storage, to: Storage): Promise<void> {
  for (const table of ['sites', 'visitors'] as const) {
    const rows = await from.read.selectFrom(table).selectAll().execute();
    await to.write((db) => db.insertInto(table).values(rows).execute());
  }
}

function someChats({ read }: Storage): Promise<ChatRow[]> {
  return read.selectFrom('chats').selectAll().orderBy('id').limit(6).execute();
}

/** Visitor and operator send the same at the same times, by the relay's own door; the rest is the relay's to do. */
async function sayAgain(storage: Storage, chat: ChatRow, events: readonly EventRow[]) {
  const { visitor_id: visitor, site_id } = chat;
  let at = 0;
  const chats = createChats({
    storage,
    bus: await openBus({ url: '', installation: '', onLoss: ignore, onTrouble: ignore }),
    before: ({ event }) => ({ event }),
    claimFile: async () => null,
    findTag: async () => undefined,
    isBanned: () => false,
    whyUnwanted: () => undefined,
    operators: () => [],
    groups: async () => [],
    acceptSecondsOf: () => null,
    availabilityOf: () => ({ accepting: true }),
    onAccepted: ignore,
    now: () => at,
    onCommit: ignore,
    onFailure: ignore,
  });
  let id: ChatId | undefined;
  for (const event of events) {
    if (event.author_role === 'system') continue;
    at = event.at;
    const operator = { id: event.author_id as OperatorId, name: 'Nora' };
    const outcome =
      event.author_role === 'visitor' || !id
        ? await chats.visitorSends({
            site: { id: site_id, name: '', settings: DEFAULT_SITE_SETTINGS },
            visitor,
            chat: id ?? 'new',
            id: event.id,
            event: JSON.parse(event.body) as VisitorSend, // as it was stored
            context: contextOf(chat),
          })
        : await chats.operatorSends({ operator, chat: id, id: event.id, event: sentAs(event) });
    if (!outcome.sent) throw new Error(outcome.message);
    id = outcome.chat;
  }
  if (!id) throw new Error('the chat has no message');
  const row = await storage.read.selectFrom('chats').selectAll().where('id', '=', id).execute();
  return { chat: row[0], events: await eventsAfter(storage.read, id, 0, ALL) };
}

function contextOf(chat: ChatRow) {
  const { browser, system, device, language, referrer } = chat;
  const page = { url: chat.page_url, title: chat.page_title, referrer };
  return { page, browser, system, device, language };
}

/** The relay put the operator's name into this step. */
function sentAs({ body }: EventRow): OperatorSend {
  const stored = JSON.parse(body) as OperatorSend; // as it was stored
  return stored.kind === 'joined' ? { kind: 'joined' } : stored;
}

/** Ids of chats and of the relay's own events are random. */
function withoutMadeIds(event: EventRow) {
  return { ...event, chat_id: '', id: event.author_role === 'system' ? '' : event.id };
}

function ignore(): void {
  // The log alone is looked at.
}
