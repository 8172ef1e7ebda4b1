import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSearch, indexBatch } from '../../server/search/index.ts';
import {
  type ChatRow,
  type Storage,
  takeOutbox,
  takeUnindexed,
} from '../../server/storage/index.ts';
import {
  appended,
  message,
  newChat,
  newEventId,
  newOperatorId,
  oneMore,
  type Person,
  says,
  visitorOf,
} from './storage-fixtures.ts';

const SEED = 20_260_731;

/** What every engine must keep of finding what was said. `open` opens a new store. */
export function searchContract(open: () => Promise<Storage>): void {
  async function opened() {
    const storage = await open();
    onTestFinished(() => storage.close());
    return { storage, person: await visitorOf(storage) };
  }

  describe('search', () => {
    test('finds nothing before the index has the event, and the event from then on', async () => {
      const { storage, person } = await opened();
      const { chat } = await appended(storage, says(person, 'Is the teapot dishwasher safe?'));
      expect(await textsOf(storage, 'teapot')).toEqual([]);
      await index(storage);
      const answer = await createSearch(storage).find('TEAPOT safe', null);
      expect(answer).toMatchObject({
        next: null,
        hits: [
          {
            chat: chat.id,
            seq: 1,
            at: 1_001,
            kind: 'message',
            author: { role: 'visitor', id: person.visitor },
            site: { id: person.site, name: 'Lamps' },
            visitor: { id: person.visitor, name: null },
            snippet: {
              text: 'Is the teapot dishwasher safe?',
              matches: [
                { start: 7, length: 6 },
                { start: 25, length: 4 },
              ],
            },
          },
        ],
      });
    });

    test('wants every word, and of the last one the beginning', async () => {
      const { storage, person } = await opened();
      await say(storage, person, 'blue teapot', 'blue cup', 'red teapot', 'teapots in blue');
      expect(await textsOf(storage, 'blue teapot')).toEqual(['teapots in blue', 'blue teapot']);
      expect(await textsOf(storage, 'teapot blue')).toEqual(['blue teapot']);
      expect(await textsOf(storage, 'b')).toEqual(['teapots in blue', 'blue cup', 'blue teapot']);
      expect(await textsOf(storage, 'eapot')).toEqual([]);
    });

    test.each([20, 70])('finds long beginnings that %i words have', async (count) => {
      const { storage, person } = await opened();
      const texts = Array.from({ length: count }, (_, nth) => `lanterns${nth} тёплый${nth}`);
      await say(storage, person, 'a lanter', ...texts, 'a lanthorn');
      const newest = texts.toReversed();
      expect(await textsOf(storage, 'lanterns')).toEqual(newest.slice(0, 20));
      expect(await textsOf(storage, 'lanterns1')).toEqual(
        newest.filter((text) => text.startsWith('lanterns1')).slice(0, 20),
      );
      expect(await textsOf(storage, 'lanterns7 теплы')).toEqual([texts[7]]);
      expect(await textsOf(storage, 'lanternsx')).toEqual([]);
    });

    test('tells neither case nor accents apart, and finds in scripts without spaces', async () => {
      const { storage, person } = await opened();
      await say(storage, person, 'Ein CAFÉ an der Straße', '明日の会議は十時です', 'тёплый чай');
      expect(await textsOf(storage, 'cafe strasse')).toEqual(['Ein CAFÉ an der Straße']);
      expect(await textsOf(storage, '会議')).toEqual(['明日の会議は十時です']);
      expect(await textsOf(storage, 'ТЕПЛЫЙ ча')).toEqual(['тёплый чай']);
    });

    test('finds notes, all answers of a form and comments of ratings, and no step of a chat', async () => {
      const { storage, person } = await opened();
      const answers = [
        { field: 'name', label: '', value: 'Grace' },
        { field: 'email', label: 'Your address', value: 'grace@navy.example' },
        { field: 'message', label: '', value: 'Call me' },
        { field: 'terms', label: 'I agree', value: true },
      ];
      await write(storage, person, { kind: 'form', form: 'offline', answers });
      await write(storage, person, { kind: 'note', text: 'Grace wants a call' });
      await write(storage, person, { kind: 'rating', good: true, comment: 'Quick and kind' });
      await write(storage, person, { kind: 'rating', good: false });
      await write(storage, person, { kind: 'queued', offline: false });
      await index(storage);
      expect(await kindsOf(storage, 'grace call')).toEqual(['note', 'form']);
      expect(await kindsOf(storage, 'navy')).toEqual(['form']);
      expect(await kindsOf(storage, 'kind')).toEqual(['rating']);
      expect(await kindsOf(storage, 'address')).toEqual([]);
      expect(await kindsOf(storage, 'queued')).toEqual([]);
    });

    test('gives the newest first by their time, in pages that go on where the last one ended', async () => {
      const { storage, person } = await opened();
      const others = [await visitorOf(storage), await visitorOf(storage)];
      // Three chats, whose events have the same times, indexed in another order than they were written.
      const texts = Array.from({ length: 15 }, (_, index) => `lamp number ${index}`);
      for (const one of [person, ...others]) {
        for (const text of texts) await appended(storage, says(one, text));
      }
      await index(storage);
      const search = createSearch(storage);
      const first = await search.find('lamp', null);
      await say(storage, person, 'a lamp that is newer');
      const second = await search.find('lamp', first?.next ?? null);
      const third = await search.find('lamp', second?.next ?? null);
      const hits = [first, second, third].flatMap((page) => page?.hits ?? []);
      expect([first, second, third].map((page) => page?.hits.length)).toEqual([20, 20, 5]);
      expect(third?.next).toBeNull();
      expect(new Set(hits.map(({ chat, seq }) => `${chat} ${seq}`)).size).toBe(45);
      const times = hits.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((one, other) => other - one));
    });

    test('finds what thousands said in the same millisecond', async () => {
      const { storage, person } = await opened();
      const { chat } = await appended(storage, says(person, 'a flood'));
      const entries = await crowd(storage, person, chat, 2_100);
      await storage.write((db) => storage.words.add(db, entries.slice(0, 2_000)));
      await storage.write((db) => storage.words.add(db, entries.slice(2_000)));
      const wish = { words: ['flood'], beginnings: [], before: null, limit: 3_000 };
      const found = await storage.words.find(storage.read, wish);
      expect(new Set(found).size).toBe(2_100);
    });

    test('erases what a visitor said from the index with the visitor', async () => {
      const { storage, person } = await opened();
      const other = await visitorOf(storage);
      await say(storage, person, 'my secret is marzipan');
      await say(storage, other, 'marzipan, please');
      await appended(storage, says(person, 'not indexed yet'));
      await storage.write((db) => takeOutbox(db, 100));
      await storage.write((db) =>
        db.deleteFrom('visitors').where('id', '=', person.visitor).execute(),
      );
      expect(await textsOf(storage, 'marzipan')).toEqual(['marzipan, please']);
      const wish = { words: [], beginnings: ['secret'], before: null, limit: 10 };
      expect(await storage.words.find(storage.read, wish)).toEqual([]);
      expect((await storage.write((db) => takeUnindexed(db, 10))).events).toEqual([]);
    });

    test('indexes each event once where two indexers are at it', async () => {
      const { storage, person } = await opened();
      for (const text of ['one lamp', 'two lamps']) await appended(storage, says(person, text));
      await storage.write((db) => takeOutbox(db, 100));
      const counts = await Promise.all([indexBatch(storage), indexBatch(storage)]);
      expect(counts.toSorted()).toEqual([0, 2]);
      expect(await textsOf(storage, 'lamp')).toEqual(['two lamps', 'one lamp']);
    });

    test(`takes every operator of a search engine for text (seed ${SEED})`, async () => {
      const { storage, person } = await opened();
      await say(storage, person, 'alpha beta', 'gamma');
      const search = createSearch(storage);
      const syntax = fc.constantFrom(
        ...['AND', 'OR', 'NOT', 'NEAR', '*', '"', "'", '(', ')', ':', ':*', '&', '|', '!', '<->'],
        ...['^', '-', '+', '\\', '{', '}', ',', '%', '_', ';--', '\u0000', 'words:', 'alpha'],
      );
      const query = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.array(syntax, { maxLength: 20 }).map((parts) => parts.join(' ')),
        fc.array(syntax, { maxLength: 20 }).map((parts) => parts.join('')),
      );
      await fc.assert(
        fc.asyncProperty(query, async (text) => {
          const answer = await search.find(text, null);
          // Nothing but its words can have found it: none is a word of what was said unless it stands there.
          const found = answer?.hits.map(({ snippet }) => snippet.text) ?? [];
          for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
            for (const one of found) expect(one).toContain(word);
          }
        }),
        { seed: SEED },
      );
      expect(await textsOf(storage, 'gamma OR alpha')).toEqual([]);
      expect(await textsOf(storage, 'alpha -beta')).toEqual(['alpha beta']);
      expect(await textsOf(storage, 'NOT gamma')).toEqual([]);
    });

    test('takes two hundred code points of one-letter words', async () => {
      const { storage } = await opened();
      const words = Array.from({ length: 100 }, (_, index) => String.fromCharCode(0x430 + index));
      expect(await textsOf(storage, words.join(' '))).toEqual([]);
    });
  });
}

/** Everything that was said until now can be found from here on. */
export async function index(storage: Storage): Promise<void> {
  while ((await storage.write((db) => takeOutbox(db, 100))).length > 0);
  while ((await indexBatch(storage)) > 0);
}

/** Says it, and lets it be found. */
async function say(storage: Storage, person: Person, ...texts: string[]): Promise<void> {
  for (const text of texts) await appended(storage, says(person, text));
  await index(storage);
}

/** Writes an event of another kind into a person's open chat, or a new one. */
function write(storage: Storage, person: Person, body: object) {
  const id = newEventId();
  const event = { id, author_id: newOperatorId(), body: JSON.stringify(body) };
  return appended(
    storage,
    says(person, '', { id, decide: (found) => oneMore(found ?? newChat(person), event) }),
  );
}

/** Stores so many events of one millisecond in a chat; gives back their entries. */
async function crowd(storage: Storage, person: Person, chat: ChatRow, count: number) {
  const events = Array.from({ length: count }, () => newEventId());
  let row = chat;
  const requests = events.map((id) =>
    says(person, '', {
      id,
      decide: () => {
        const event = { id, author_id: person.visitor, body: message('flood'), at: 5_000 };
        const more = oneMore(row, event);
        row = more.chat;
        return more;
      },
    }),
  );
  await storage.append(requests);
  return events.map((_, nth) => ({
    chat: chat.id,
    seq: chat.last_seq + nth + 1,
    at: 5_000,
    words: ['flood'],
  }));
}

async function hitsOf(storage: Storage, text: string) {
  return (await createSearch(storage).find(text, null))?.hits ?? [];
}

export async function textsOf(storage: Storage, text: string): Promise<string[]> {
  return (await hitsOf(storage, text)).map(({ snippet }) => snippet.text);
}

async function kindsOf(storage: Storage, text: string): Promise<string[]> {
  return (await hitsOf(storage, text)).map(({ kind }) => kind);
}
