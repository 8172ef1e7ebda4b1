import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatFilter, SiteId } from '../../../protocol/index.ts';
import { openBus } from '../../../server/bus/index.ts';
import { readInbox } from '../../../server/realtime/read-inbox.ts';
import { type Archive, createArchive } from '../../../server/search/index.ts';
import { openStorage, type Storage, takeSiteOut } from '../../../server/storage/index.ts';
import { newChat, visitorOf } from '../../contracts/storage-fixtures.ts';
import { newFolder, removeFolder } from '../../helpers/folders.ts';
import { makeManyChats } from '../../helpers/many-chats.ts';

/** More than are looked through for one page. */
const CHATS = 10_500;

let dataDir: string;
let storage: Storage;
let bus: Awaited<ReturnType<typeof openBus>>;
let archive: Archive;

beforeAll(async () => {
  dataDir = await newFolder();
  await makeManyChats(dataDir, CHATS);
  storage = await openStorage({ dataDir });
  bus = await openBus({
    installation: '',
    onLoss: () => undefined,
    onTrouble: () => undefined,
  });
  archive = createArchive({ storage, bus });
});
afterAll(async () => {
  await bus.close();
  await storage.close();
  await removeFolder(dataDir);
});

/** Each page's chats, and whether there was a further one. */
async function pagesOf(filter: ChatFilter, order: 'began' | 'said') {
  const pages: string[][] = [];
  let before: string | null = null;
  do {
    const { chats, next } = await archive.list(filter, order, before);
    pages.push(chats.map(({ id }) => id));
    before = next;
  } while (before !== null);
  return pages;
}

test.each(['began', 'said'] as const)(
  'gives every chat once by %s, fifty a page',
  async (order) => {
    const pages = await pagesOf({ state: 'closed' }, order);
    expect(new Set(pages.flat()).size).toBe(CHATS);
    expect(pages.flat()).toHaveLength(CHATS);
    expect(pages.slice(0, -1).every((page) => page.length === 50)).toBe(true);
  },
);

test('looks through a stretch at a time where little fits, and says where to go on', async () => {
  await storage.write((db) =>
    db
      .updateTable('chats')
      .set({ rating: 'good' })
      .where('visitor_id', 'in', ['visitor 1', 'visitor 9'] as never[])
      .execute(),
  );
  const pages = await pagesOf({ rating: 'good' }, 'began');
  expect(pages).toEqual([['chat of visitor 9'], ['chat of visitor 1']]);
  expect(await pagesOf({ page: 'nowhere' }, 'began')).toEqual([[], []]);
});

test('passes over the chats of a site that is being erased, however many', async () => {
  const person = await visitorOf(storage);
  const chat = newChat(person, { state: 'closed', started_at: 0, said_at: 0 });
  await storage.write(async (db) => {
    await db.insertInto('chats').values(chat).execute();
    await takeSiteOut(db, 'site' as SiteId, 1); // as makeManyChats calls it
  });
  expect((await readInbox(storage.read, bus)).map(({ id }) => id)).toEqual([chat.id]);
  for (const order of ['began', 'said'] as const) {
    expect((await pagesOf({}, order)).flat()).toEqual([chat.id]);
  }
});
