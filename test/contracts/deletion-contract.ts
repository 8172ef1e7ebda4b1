import { expect, onTestFinished, test, vi } from 'vitest';
import { DEFAULT_SITE_SETTINGS, type FileId, type VisitorId } from '../../protocol/index.ts';
import type { JobHandler } from '../../server/jobs/index.ts';
import { createSiteEraser, startErasures } from '../../server/sites/index.ts';
import {
  insertFile,
  insertNote,
  jobsOf,
  noteGoal,
  putBan,
  putTrack,
  type Storage,
  setChatPage,
  setVisitorDetails,
  setVisitorPerson,
  siteContents,
  takeSiteOut,
} from '../../server/storage/index.ts';
import {
  appended,
  newChat,
  newEventId,
  newOperatorId,
  type Person,
  says,
  visitorOf,
} from './storage-fixtures.ts';

const SAID = 'Is this lamp dimmable?';
/** More than are erased at once. */
const EVENTS = 230;
const DELETED_AT = 1_000_000;
const HOUR_MS = 3_600_000;

/** Everything that can be known of a visitor, in a long chat with a file. */
async function fill(storage: Storage, { visitor, site }: Person): Promise<FileId> {
  const { chat } = await appended(storage, says({ visitor, site }, SAID));
  const file = crypto.randomUUID() as FileId; // a UUID is what the brand stands for, and so below
  await storage.write(async (db) => {
    const rest = { visible_prev: 0, author_role: 'visitor', author_id: visitor } as const;
    const body = JSON.stringify({ kind: 'message', text: 'And that one?' });
    const more = Array.from({ length: EVENTS - 1 }, (_, at) => ({
      ...{ chat_id: chat.id, seq: at + 2, id: newEventId(), audience: 'all' as const },
      ...{ ...rest, body, sent_hash: null, at },
    }));
    await db.insertInto('events').values(more).execute();
    await db.updateTable('chats').set({ last_seq: EVENTS }).where('id', '=', chat.id).execute();
    await insertFile(db, {
      ...{ id: file, visitor_id: visitor, author_id: visitor, details: '{}' },
      ...{ event_id: null, created_at: 1, check_at: 1 },
    });
    await setVisitorPerson(db, visitor, { name: 'Vera', email: 'vera@lamps.example' });
    await setVisitorDetails(db, visitor, { attributes: '{"plan":"pro"}', visits: 3 });
    const note = { id: crypto.randomUUID(), visitor_id: visitor, author_id: newOperatorId() };
    await insertNote(db, { ...note, text: 'x', created_at: 1, changed_at: null } as never);
    await putBan(db, { visitor_id: visitor, reason: 'x', operator_name: 'O', at: 1, until: null });
    const basket = { total: 1, currency: 'EUR', items: [] };
    const details = JSON.stringify({ kind: 'cart', ...basket });
    await putTrack(db, { visitor_id: visitor, kind: 'cart', key: '', details, at: 1 }, 1);
    await noteGoal(db, { site_id: site, name: 'Bought', reached_at: 1 }, 1);
    await setChatPage(db, chat.id, { url: 'https://lamps.example/2', title: '' }, 10);
    for (const who of [visitor, crypto.randomUUID() as VisitorId]) {
      const consent = { id: crypto.randomUUID(), site_id: site, visitor_id: who, at: 1 };
      const words = { version: '1', text: '', page: '' };
      await db
        .insertInto('consents')
        .values({ ...consent, ...words, choice: 'granted', by: 'banner' })
        .execute();
    }
  });
  const entry = { chat: chat.id, seq: 1, at: 1_001, words: ['lamp', 'dimmable'] };
  await storage.write((db) => storage.words.add(db, [entry]));
  return file;
}

/** Rows that are left in every table where something of a site's stands. */
async function rowsLeft(storage: Storage): Promise<Record<string, number>> {
  const tables = [
    ...([
      'sites',
      'visitors',
      'visitor_details',
      'visitor_words',
      'tracked',
      'goals',
      'visitor_notes',
      'bans',
      'consents',
    ] as const),
    ...(['chats', 'chat_pages', 'events', 'files', 'search_entries'] as const),
  ];
  const counted = tables.map(async (table) => {
    const { rows } = await storage.read
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number | string>().as('rows'))
      .executeTakeFirstOrThrow();
    return [table, Number(rows)] as const;
  });
  return Object.fromEntries(await Promise.all(counted));
}

/** What every engine must keep of deleting a site. `open` opens a new store. */
export function deletionContract(open: () => Promise<Storage>): void {
  /** Two sites with the same in them, of which the first one was deleted, and what erases it. */
  async function opened() {
    const storage = await open();
    onTestFinished(() => storage.close());
    const [gone, other] = [await visitorOf(storage), await visitorOf(storage)];
    await storage.write((db) =>
      db
        .updateTable('sites')
        .set({ settings: JSON.stringify(DEFAULT_SITE_SETTINGS) })
        .execute(),
    );
    const before = await rowsLeft(storage);
    const onDisk = new Set([await fill(storage, gone), await fill(storage, other)]);
    const [goneFile] = onDisk;
    let now = DELETED_AT;
    let removed = 0;
    const eraser = createSiteEraser({
      storage,
      files: {
        async remove(id) {
          onDisk.delete(id);
          removed += 1;
        },
      },
      now: () => now,
    });
    const run = (signal = AbortSignal.timeout(60_000)): ReturnType<JobHandler> =>
      eraser({ id: '', target: gone.site, payload: null, attempts: 1 }, signal);
    const takeOut = () => storage.write((db) => takeSiteOut(db, gone.site, DELETED_AT));
    return {
      ...{ storage, gone, other, before, onDisk, goneFile, run, takeOut },
      removed: () => removed,
      passes(ms: number) {
        now += ms;
      },
    };
  }

  test('counts what would go with a site', async () => {
    const { storage, gone, other } = await opened();
    const held = { chats: 1, visitors: 1, files: 1 };
    expect(await siteContents(storage.read, gone.site)).toEqual(held);
    await storage.write((db) =>
      db
        .insertInto('chats')
        .values(newChat(other, { state: 'closed' }))
        .execute(),
    );
    expect(await siteContents(storage.read, other.site)).toEqual({ ...held, chats: 2 });
    expect(await siteContents(storage.read, gone.site)).toEqual(held);
  });

  test('takes a site out once, and closes its open chats alone', async () => {
    const { storage, gone, takeOut } = await opened();
    expect(await takeOut()).toBe(true);
    expect(await takeOut()).toBe(false);
    const chats = await storage.read.selectFrom('chats').select(['site_id', 'state']).execute();
    for (const { site_id, state } of chats) {
      expect(state).toBe(site_id === gone.site ? 'closed' : 'queued');
    }
  });

  test('erases everything of a site, the words of the index and the site too, and nothing of another one', async () => {
    const { storage, other, onDisk, goneFile, run, takeOut, passes, before } = await opened();
    const half = await rowsLeft(storage);
    await takeOut();
    expect(await run()).toContain('another run goes on');
    passes(20_000);
    expect(await run()).toBe('the site and all it held are erased');
    expect(onDisk.has(goneFile as FileId)).toBe(false);
    expect(onDisk.size).toBe(1);
    const left = await rowsLeft(storage);
    for (const [table, rows] of Object.entries(half)) expect(left[table], table).toBe(rows / 2);
    expect(left.sites).toBe(Number(before.sites) - 1);
    const sites = await storage.read.selectFrom('sites').select('id').execute();
    expect(sites).toEqual([{ id: other.site }]);
    const wish = { words: ['dimmable'], beginnings: [], before: null, limit: 10 };
    expect(await storage.words.find(storage.read, wish)).toHaveLength(1);
    expect(await run()).toBe('the site is gone already');
  });

  test('keeps the site’s row until no node can write what belongs to it, and erases what came late', async () => {
    const { storage, gone, run, takeOut, passes } = await opened();
    await takeOut();
    await run();
    const late = { id: crypto.randomUUID() as VisitorId, site_id: gone.site };
    await storage.write((db) =>
      db
        .insertInto('visitors')
        .values({ ...late, name: null, email: null, created_at: 2 })
        .execute(),
    );
    await appended(storage, says({ visitor: late.id, site: gone.site }, 'Too late'));
    passes(20_000);
    await run();
    expect(await rowsLeft(storage)).toMatchObject({ sites: 1, visitors: 1, chats: 1 });
  });

  test('goes on where it was cut off', async () => {
    const { storage, run, takeOut, passes, removed } = await opened();
    await takeOut();
    const before = await rowsLeft(storage);
    await expect(run(AbortSignal.abort())).rejects.toThrow();
    expect(await rowsLeft(storage)).toEqual({ ...before, files: 1 });
    await expect(run(AbortSignal.abort())).rejects.toThrow();
    const cut = await rowsLeft(storage);
    expect(cut.events).toBe(Number(before.events) - 100);
    expect(cut).toMatchObject({ sites: 2, visitors: 2, chats: 2 });
    passes(20_000);
    await run();
    expect(await rowsLeft(storage)).toMatchObject({ sites: 1, visitors: 1, events: EVENTS });
    expect(removed()).toBe(1);
  });

  test('begins anew, at a start and every hour, with a site whose job failed for good', async () => {
    const { storage, gone, takeOut } = await opened();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const failures: unknown[] = [];
    const failsForGood = () =>
      storage.write((db) => db.updateTable('jobs').set({ state: 'dead' }).execute());
    const states = async () => (await jobsOf(storage.read, gone.site, 5)).map(({ state }) => state);
    await takeOut();
    const erasures = startErasures({ storage, onFailure: (error) => failures.push(error) });
    await expect.poll(states).toEqual(['waiting']);
    await failsForGood();
    vi.advanceTimersByTime(HOUR_MS);
    await expect.poll(states).toEqual(['waiting', 'dead']);
    vi.advanceTimersByTime(HOUR_MS);
    await erasures.stop();
    expect(await states()).toEqual(['waiting', 'dead']);
    expect(failures).toEqual([]);
  });

  test('leaves a site alone that was not deleted', async () => {
    const { storage, run } = await opened();
    const before = await rowsLeft(storage);
    expect(await run()).toBe('the site is gone already');
    expect(await rowsLeft(storage)).toEqual(before);
  });
}
