import { describe, expect, onTestFinished, test } from 'vitest';
import { LIMITS, markOf, type VisitorNoteId } from '../../protocol/index.ts';
import {
  addChatPages,
  chatById,
  chatPages,
  eraseVisitorDetails,
  goalNames,
  insertNote,
  noteGoal,
  notesOfVisitor,
  otherChats,
  type Storage,
  setChatPage,
  setVisitorDetails,
  setVisitorPerson,
  tracksOf,
  visitorDetails,
  visitorsFoundBy,
} from '../../server/storage/index.ts';
import { createVisitorDetails, createVisitorTracks } from '../../server/visitors/index.ts';
import { appended, newOperatorId, says, visitorOf } from './storage-fixtures.ts';

const DAY_MS = 86_400_000;

/** What every engine must keep of visitors. `open` opens a new store. */
export function visitorsContract(open: () => Promise<Storage>): void {
  async function opened() {
    const storage = await open();
    onTestFinished(() => storage.close());
    const person = await visitorOf(storage);
    const { chat } = await appended(storage, says(person, 'Hello'));
    return { storage, ...person, chat };
  }

  describe('visitors', () => {
    test('keeps the pages of a chat in their order, the first one included, and the last fifty', async () => {
      const { storage, chat } = await opened();
      const visit = (url: string, title: string, at: number) =>
        storage.write((db) => setChatPage(db, chat.id, { url, title }, at));
      await visit(chat.page_url, chat.page_title, 5);
      expect(await chatPages(storage.read, chat.id)).toEqual([]);
      await visit('https://lamps.example/2', '', 10);
      await visit('https://lamps.example/2', 'Two', 11);
      // A clock that was set back must not change the order.
      await visit('https://lamps.example/3', 'Three', 3);
      const [third, second, first] = await chatPages(storage.read, chat.id);
      expect([first, second, third]).toEqual([
        { chat_id: chat.id, at: 1, url: 'https://lamps.example/', title: 'Lamps' },
        { chat_id: chat.id, at: 10, url: 'https://lamps.example/2', title: 'Two' },
        { chat_id: chat.id, at: 11, url: 'https://lamps.example/3', title: 'Three' },
      ]);
      for (let at = 100; at < 160; at += 1) await visit(`https://lamps.example/${at}`, '', at);
      const pages = await chatPages(storage.read, chat.id);
      expect(pages).toHaveLength(LIMITS.pagesPerChat);
      expect(pages.at(0)?.url).toBe('https://lamps.example/159');
      expect(pages.at(-1)?.url).toBe('https://lamps.example/110');
    });

    test('puts what was opened before a chat before it', async () => {
      const { storage, chat } = await opened();
      const before = [
        { url: 'https://lamps.example/0', title: 'Zero', at: -5 },
        { url: 'https://lamps.example/0', title: 'At once', at: -5 },
      ];
      await storage.write((db) => addChatPages(db, chat.id, before));
      await storage.write((db) => addChatPages(db, chat.id, before));
      expect(await chatPages(storage.read, chat.id)).toMatchObject([
        { title: 'At once', at: -4 },
        { title: 'Zero', at: -5 },
      ]);
    });

    test('erases everything of a visitor but the chats, and nothing of another one', async () => {
      const { storage, visitor, chat } = await opened();
      const other = await visitorOf(storage);
      for (const who of [visitor, other.visitor]) {
        await storage.write(async (db) => {
          await setVisitorDetails(db, who, { attributes: '{"plan":"pro"}', visits: 3 });
          const id = crypto.randomUUID() as VisitorNoteId; // a UUID is what the brand stands for
          const note = { id, visitor_id: who, author_id: newOperatorId(), text: 'x' };
          await insertNote(db, { ...note, created_at: 1, changed_at: null });
        });
      }
      await storage.write((db) => setChatPage(db, chat.id, { url: 'u', title: '' }, 10));
      await storage.write((db) => eraseVisitorDetails(db, visitor));
      expect(await visitorDetails(storage.read, visitor)).toBeUndefined();
      expect(await notesOfVisitor(storage.read, visitor)).toEqual([]);
      expect(await chatPages(storage.read, chat.id)).toEqual([]);
      expect(await visitorDetails(storage.read, other.visitor)).toMatchObject({ visits: 3 });
      expect(await notesOfVisitor(storage.read, other.visitor)).toHaveLength(1);
    });

    test('takes everything of a visitor along when the visitor is removed', async () => {
      const { storage, visitor, chat } = await opened();
      await storage.write((db) => setVisitorDetails(db, visitor, { visits: 1 }));
      await storage.write((db) => setChatPage(db, chat.id, { url: 'u', title: '' }, 10));
      await storage.write((db) => db.deleteFrom('visitors').where('id', '=', visitor).execute());
      expect(await visitorDetails(storage.read, visitor)).toBeUndefined();
      expect(await chatPages(storage.read, chat.id)).toEqual([]);
    });

    test('finds visitors by beginnings of their words, by case and accents alike, and by their mark', async () => {
      const { storage, visitor } = await opened();
      const mark = markOf(visitor);
      const found = (text: string, limit = 10) => visitorsFoundBy(storage.read, text, limit);
      expect(await found(`Besucher ${mark}`)).toEqual([visitor]);
      expect(await found(mark.toLowerCase())).toEqual([visitor]);
      const person = { name: 'Zoë O’Neill', email: 'zoe@example.org' };
      await storage.write((db) => setVisitorPerson(db, visitor, person));
      for (const text of ['zoe', 'ZOË NEI', 'zoe@example.org', 'neill example']) {
        expect(await found(text), text).toEqual([visitor]);
      }
      for (const text of ['oe', 'zoe smith', '%', '', "' or 1=1"]) {
        expect(await found(text), text).toEqual([]);
      }
      const other = await visitorOf(storage);
      await storage.write((db) => setVisitorPerson(db, other.visitor, { name: 'Zoe' }));
      expect(await found('zoe', 1)).toHaveLength(1);
      await storage.write((db) => setVisitorPerson(db, visitor, { name: 'Ann', email: null }));
      expect(await found('zoe')).toEqual([other.visitor]);
      await storage.write((db) => db.deleteFrom('visitors').where('id', '=', visitor).execute());
      expect(await found('ann')).toEqual([]);
      expect(await found(mark)).toEqual([]);
    });

    test('keeps the last of what is told of a visitor, of each kind, and the last goals of a site', async () => {
      const { storage, visitor, chat } = await opened();
      let at = Date.now();
      const bus = { publish: () => undefined };
      const { track } = createVisitorTracks({ storage, bus, now: () => (at += 1) });
      await track(visitor, { kind: 'order', id: '1', total: 1, currency: 'EUR', items: [] });
      for (let nth = 0; nth < LIMITS.tracksPerVisitor + 2; nth += 1) {
        await track(visitor, { kind: 'event', name: `step ${nth}`, properties: {} });
      }
      const rows = await tracksOf(storage.read, visitor);
      const events = rows.filter(({ kind }) => kind === 'event');
      expect(events).toHaveLength(LIMITS.tracksPerVisitor);
      expect(
        [events.at(0), events.at(-1)].map((row) => row && JSON.parse(row.details)),
      ).toMatchObject([{ name: `step ${LIMITS.tracksPerVisitor + 1}` }, { name: 'step 2' }]);
      expect(rows).toHaveLength(LIMITS.tracksPerVisitor + 1);
      for (let nth = 0; nth < LIMITS.goalsPerChat + 2; nth += 1) {
        await track(visitor, { kind: 'goal', name: `goal ${nth}`, properties: {} });
      }
      const reached = await chatById(storage.read, chat.id);
      expect(JSON.parse(reached?.goals ?? '')).toHaveLength(LIMITS.goalsPerChat);
      // Those that no chat took push out none of the site's.
      expect(await goalNames(storage.read)).toHaveLength(LIMITS.goalsPerChat);
      for (const name of ['one', 'two']) {
        at += 1;
        const goal = { site_id: chat.site_id, name, reached_at: at };
        await storage.write((db) => noteGoal(db, goal, 2));
      }
      expect((await goalNames(storage.read)).sort()).toEqual(['one', 'two']);
    });

    test('counts a goal for chats that changed within a day before', async () => {
      const { storage, visitor, chat } = await opened();
      const closed = { state: 'closed', updated_at: 1_000 } as const;
      const bus = { publish: () => undefined };
      const reach = (name: string, at: number) =>
        createVisitorTracks({ storage, bus, now: () => at }).track(visitor, {
          kind: 'goal',
          name,
          properties: {},
        });
      await storage.write((db) =>
        db.updateTable('chats').set(closed).where('id', '=', chat.id).execute(),
      );
      await reach('too late', 1_001 + DAY_MS);
      await reach('in time', 1_000 + DAY_MS);
      expect((await chatById(storage.read, chat.id))?.goals).toBe('["in time"]');
      expect((await tracksOf(storage.read, visitor)).map(({ key }) => key)).toContain('too late');
    });

    test('names at most as many other chats as asked for, and counts all', async () => {
      const { storage, visitor, site, chat } = await opened();
      for (const text of ['two', 'three']) {
        await storage.write((db) =>
          db
            .updateTable('chats')
            .set({ state: 'closed' })
            .where('visitor_id', '=', visitor)
            .execute(),
        );
        await appended(storage, says({ visitor, site }, text));
      }
      expect((await otherChats(storage.read, chat, 1)).rows).toHaveLength(1);
      expect((await otherChats(storage.read, chat, 1)).count).toBe(2);
      expect((await otherChats(storage.read, chat, 5)).count).toBe(2);
    });

    test('loses no attribute that two tabs set at once', async () => {
      const { storage, visitor } = await opened();
      const bus = { publish: () => undefined };
      const details = createVisitorDetails({ storage, bus, now: () => 1 });
      const names = Array.from({ length: 20 }, (_, at) => `n${at}`);
      await Promise.all(names.map((name) => details.setAttributes(visitor, { [name]: 1 })));
      const row = await visitorDetails(storage.read, visitor);
      expect(Object.keys(JSON.parse(row?.attributes ?? '')).sort()).toEqual(names.sort());
    });
  });
}
