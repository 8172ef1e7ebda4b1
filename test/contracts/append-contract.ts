import { describe, expect, onTestFinished, test } from 'vitest';
import type { TagId } from '../../protocol/index.ts';
import {
  chatById,
  chatsWithTag,
  eventAt,
  eventsAfter,
  eventsBefore,
  hashOfBody,
  insertTag,
  type Storage,
  takeOutbox,
  takeUnindexed,
} from '../../server/storage/index.ts';
import {
  appended,
  message,
  newChat,
  newChatId,
  newEventId,
  newOperatorId,
  newPlace,
  oneMore,
  says,
  visitorOf,
} from './storage-fixtures.ts';

/** What every engine must keep of `append`: order, repeats, what decide is told, all or nothing. */
export function appendContract(open: (place: string) => Promise<Storage>): void {
  async function opened(): Promise<Storage> {
    const storage = await open(await newPlace());
    onTestFinished(() => storage.close());
    return storage;
  }

  describe('append', () => {
    test('numbers events 1, 2, 3 and keeps what decide made of them', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const { chat } = await appended(storage, says(person, 'one'));
      await appended(storage, says(person, 'two'));
      const rows = await eventsAfter(storage.read, chat.id, 0, 10);
      expect(rows.map(({ seq, body }) => [seq, body])).toEqual([
        [1, message('one')],
        [2, message('two')],
      ]);
      expect((await chatById(storage.read, chat.id))?.last_seq).toBe(2);
    });

    test('keeps visible_prev and audience as given, and leaves notes out for visitors', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const { chat } = await appended(storage, says(person, 'hello'));
      const note = { id: newEventId(), author_id: newOperatorId(), body: '{"kind":"note"}' };
      await appended(storage, {
        ...says(person, ''),
        id: note.id,
        decide: (found) => oneMore(found ?? chat, { ...note, audience: 'operators' }),
      });
      await appended(storage, says(person, 'still there?'));
      const all = await eventsAfter(storage.read, chat.id, 0, 10);
      expect(all.map(({ visible_prev }) => visible_prev)).toEqual([0, 1, 1]);
      const visible = await eventsAfter(storage.read, chat.id, 0, 10, 'all');
      expect(visible.map(({ seq }) => seq)).toEqual([1, 3]);
      const earlier = await eventsBefore(storage.read, chat.id, 3, 1, 'all');
      expect(earlier.map(({ seq }) => seq)).toEqual([1]);
    });

    test('answers a repeat with where the first one stands, without asking decide', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const request = says(person, 'once');
      const { chat, events } = await appended(storage, request);
      const decide = () => ({ refuse: 'internal', detail: 'was asked' }) as const;
      const [repeat] = await storage.append([{ ...request, decide }]);
      expect(repeat).toEqual({ outcome: 'repeated', chat: chat.id, seq: 1, at: events[0]?.at });
      expect(await eventsAfter(storage.read, chat.id, 0, 10)).toHaveLength(1);
    });

    test('finds a repeat within one batch', async () => {
      const storage = await opened();
      const request = says(await visitorOf(storage), 'twice at once');
      const results = await storage.append([request, request]);
      expect(results.map(({ outcome }) => outcome)).toEqual(['appended', 'repeated']);
    });

    test('refuses the id of an earlier event with another body, and harms nothing else', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const first = says(person, 'first');
      await storage.append([first]);
      const results = await storage.append([
        says(person, 'before'),
        says(person, 'other', { id: first.id }),
        says(person, 'after'),
      ]);
      expect(results.map(({ outcome }) => outcome)).toEqual(['appended', 'refused', 'appended']);
      expect(results[1]).toMatchObject({ code: 'id_conflict' });
    });

    test('compares a repeat with what was sent where something else was stored', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const request = says(person, 'my card is 4111');
      const stored = { author_id: person.visitor, body: message('my card is ****') };
      const sent_hash = hashOfBody(request.sentBody);
      const decide = () => oneMore(newChat(person), { id: request.id, ...stored, sent_hash });
      await appended(storage, { ...request, decide });
      const other = says(person, 'my card is ****', { id: request.id });
      const results = await storage.append([request, other]);
      expect(results.map(({ outcome }) => outcome)).toEqual(['repeated', 'refused']);
    });

    test('lets two authors use the same id', async () => {
      const storage = await opened();
      const one = says(await visitorOf(storage), 'mine');
      const other = says(await visitorOf(storage), 'mine too', { id: one.id });
      const results = await storage.append([one, other]);
      expect(results.map(({ outcome }) => outcome)).toEqual(['appended', 'appended']);
    });

    test('keeps one open chat per visitor and site when first messages come at once', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const texts = Array.from({ length: 20 }, (_, index) => `message ${index}`);
      const results = await Promise.all(texts.map((text) => appended(storage, says(person, text))));
      const chats = new Set(results.map(({ chat }) => chat.id));
      expect(chats.size).toBe(1);
      const seqs = results.flatMap(({ events }) => events.map(({ seq }) => seq));
      expect(seqs).toEqual(texts.map((_, index) => index + 1));
    });

    test('offers a closed chat only where the visitor has no open one and it is theirs', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const stranger = await visitorOf(storage);
      const closed = newChat(person, { state: 'closed' });
      const open = newChat(person);
      const found: (string | undefined)[] = [];
      const ask = (who: typeof person, orElse = closed.id) =>
        says(who, '', {
          target: { ...who, orElse },
          decide: (chat) => {
            found.push(chat?.id);
            return { refuse: 'conflict', detail: '' };
          },
        });
      const store = (chat: typeof open) =>
        says(person, '', { decide: () => ({ chat, events: [] }) });
      await storage.append([store(closed), ask(person), ask(stranger), ask(person, newChatId())]);
      await storage.append([store(open), ask(person)]);
      expect(found).toEqual([closed.id, undefined, undefined, open.id]);
    });

    test('gives decide null for a chat that does not exist', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const [result] = await storage.append([
        says(person, 'hello?', {
          target: { chat: newChatId() },
          decide: (found) =>
            found ? { chat: found, events: [] } : { refuse: 'not_found', detail: 'this chat' },
        }),
      ]);
      expect(result).toEqual({ outcome: 'refused', code: 'not_found', detail: 'this chat' });
    });

    test('refuses the first message of a visitor who was erased, and harms nothing else', async () => {
      const storage = await opened();
      const [gone, there] = [await visitorOf(storage), await visitorOf(storage)];
      await storage.write((db) =>
        db.deleteFrom('visitors').where('id', '=', gone.visitor).execute(),
      );
      const results = await storage.append([says(gone, 'am I here?'), says(there, 'I am')]);
      expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'appended']);
    });

    test('counts the chats that an operator has under the lock', async () => {
      const storage = await opened();
      const operator = newOperatorId();
      const counts: number[] = [];
      for (const state of ['assigned', 'active', 'closed', 'queued'] as const) {
        const person = await visitorOf(storage);
        const decide = (_: unknown, chats: number) => {
          counts.push(chats);
          return { chat: newChat(person, { state, operator_id: operator }), events: [] };
        };
        await appended(storage, says(person, '', { assignTo: operator, decide }));
      }
      expect(counts).toEqual([0, 1, 2, 2]);
    });

    test('stores nothing of a batch in which decide throws, and works on', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const decide = () => {
        throw new Error('a bug');
      };
      const batch = [says(person, 'lost'), says(person, 'broken', { decide })];
      await expect(storage.append(batch)).rejects.toThrow('a bug');
      expect(await storage.read.selectFrom('chats').selectAll().execute()).toEqual([]);
      expect((await appended(storage, says(person, 'works'))).chat.last_seq).toBe(1);
    });

    test('begins a new chat where the open one is closed earlier in the batch', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const { chat } = await appended(storage, says(person, 'one'));
      const closing = says(person, '', {
        decide: (found) => {
          const { chat: row, events } = oneMore(found ?? chat, {
            id: newEventId(),
            author_id: person.visitor,
            body: message('closed'),
          });
          return { chat: { ...row, state: 'closed' }, events };
        },
      });
      const known = { ...person, orElse: chat.id };
      for (const target of [person, known]) {
        const results = await storage.append([
          { ...closing, id: newEventId(), target: known },
          says(person, 'again', { target }),
        ]);
        expect(results.map(({ outcome }) => outcome)).toEqual(['appended', 'appended']);
      }
    });

    test('refuses to store a hole in the numbers', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const id = newEventId();
      const decide = () => {
        const { chat, events } = oneMore(newChat(person), { id, author_id: '', body: '' });
        return { chat: { ...chat, last_seq: 2 }, events: [{ ...events[0], seq: 2 }] };
      };
      await expect(storage.append([says(person, '', { id, decide })])).rejects.toThrow('is not 1');
    });

    test('puts each event into the outbox in commit order, notes too', async () => {
      const storage = await opened();
      const [one, two] = [await visitorOf(storage), await visitorOf(storage)];
      await storage.append([says(one, 'a'), says(two, 'b'), says(one, 'c')]);
      const rows = await storage.write((db) => takeOutbox(db, 10));
      const events = await Promise.all(
        rows.map(({ chat_id, seq }) => eventAt(storage.read, chat_id, seq)),
      );
      expect(events.map((event) => event?.body)).toEqual(['a', 'b', 'c'].map(message));
      expect(rows.map(({ position }) => position)).toEqual([1, 2, 3]);
    });

    test('finds chats by their tags as their rows name them, less those that were deleted', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const { chat } = await appended(storage, says(person, 'tag me'));
      const ids = ['a', 'b', 'gone'].map((id) => id as TagId);
      for (const id of ids.slice(0, 2)) {
        const tag = { id, name: id, colour: 'red', site_id: null, created_at: 1 } as const;
        await storage.write((db) => insertTag(db, tag));
      }
      const tagged = (tags: readonly string[]) =>
        appended(
          storage,
          says(person, 'tags', {
            decide: (found) => {
              const event = { id: newEventId(), author_id: person.visitor, body: '{}' };
              const more = oneMore(found ?? chat, event);
              return { ...more, chat: { ...more.chat, tags: JSON.stringify(tags) } };
            },
          }),
        );
      const found = async (tag: TagId) =>
        (await storage.write((db) => chatsWithTag(db, tag, 9))).map(({ id }) => id);
      await tagged(ids);
      expect(await Promise.all(ids.map(found))).toEqual([[chat.id], [chat.id], []]);
      await tagged(['b']);
      expect(await Promise.all(ids.map(found))).toEqual([[], [chat.id], []]);
    });

    test('erases keys, chats and events with their visitor, and hands on nothing of them', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      await appended(storage, says(person, 'forget me'));
      await storage.write((db) =>
        db.deleteFrom('visitors').where('id', '=', person.visitor).execute(),
      );
      expect(await storage.read.selectFrom('events').selectAll().execute()).toEqual([]);
      expect(await storage.write((db) => takeOutbox(db, 10))).toHaveLength(1);
      expect(await storage.write((db) => takeUnindexed(db, 10))).toEqual({ rows: 1, events: [] });
    });
  });
}
