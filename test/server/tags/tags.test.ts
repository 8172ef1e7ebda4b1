import { expect, onTestFinished, test } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { createTags } from '../../../server/tags/index.ts';
import { newChat, newPlace, visitorOf } from '../../contracts/storage-fixtures.ts';

/** More than go in one transaction. */
const CHATS = 1_201;

test('takes a deleted tag off all chats, however many, and leaves their other tags', async () => {
  const storage = await openStorage({ dataDir: await newPlace() });
  onTestFinished(() => storage.close());
  let changes = 0;
  const tags = createTags({
    storage,
    hasSite: async () => true,
    now: () => 1,
    onChange: () => {
      changes += 1;
    },
  });
  const make = async (name: string) => {
    const made = await tags.create({ name, colour: 'red', site: null });
    if ('problem' in made) throw new Error(made.problem.code);
    return made;
  };
  const [kept, gone] = [await make('Kept'), await make('Gone')];
  const person = await visitorOf(storage);
  const chats = Array.from({ length: CHATS }, () =>
    newChat(person, { state: 'closed', tags: JSON.stringify([gone.id, kept.id]) }),
  );
  await storage.write(async (db) => {
    for (const chat of chats) {
      await db.insertInto('chats').values(chat).execute();
      const named = [gone, kept].map(({ id }) => ({ tag_id: id, chat_id: chat.id }));
      await db.insertInto('chat_tags').values(named).execute();
    }
  });
  expect(await tags.remove(gone.id)).toBe(true);
  expect(await tags.remove(gone.id)).toBe(false);
  expect(changes).toBe(3);
  const rows = await storage.read.selectFrom('chats').select('tags').distinct().execute();
  expect(rows).toEqual([{ tags: JSON.stringify([kept.id]) }]);
  const left = await storage.read.selectFrom('chat_tags').selectAll().execute();
  expect(left).toHaveLength(CHATS);
  expect(await tags.list()).toEqual([kept]);
});
