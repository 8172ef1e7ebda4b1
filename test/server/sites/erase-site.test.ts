import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Site, SiteId } from '../../../protocol/index.ts';
import { openFolder } from '../../../server/files/index.ts';
import { createJobs } from '../../../server/jobs/index.ts';
import { createSiteEraser, ERASE_SITE_JOB } from '../../../server/sites/index.ts';
import { openStorage } from '../../../server/storage/index.ts';
import { message, newChat, newEventId, newVisitorId } from '../../contracts/storage-fixtures.ts';
import { becomeOwner } from '../../helpers/console-api.ts';
import { uploadFile, visitorSender } from '../../helpers/file-sender.ts';
import { newFolder, removeFolder } from '../../helpers/folders.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { spawnRelay } from '../../helpers/start-relay.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await newFolder();
});
afterEach(() => removeFolder(dataDir));

const CHATS = 400;
const MESSAGES = 20;
/** A job whose relay died is another worker's after a minute. */
const MINUTE_MS = 60_000;

/** So many chats of a past that no relay remembers: it takes a while to erase them. */
async function fill(site: SiteId): Promise<void> {
  const storage = await openStorage({ dataDir });
  await storage.write(async (db) => {
    for (let nth = 0; nth < CHATS; nth += 1) {
      const visitor = newVisitorId();
      const person = { id: visitor, site_id: site, name: null, email: null, created_at: 1 };
      await db.insertInto('visitors').values(person).execute();
      const chat = newChat({ visitor, site }, { state: 'closed', last_seq: MESSAGES });
      await db.insertInto('chats').values(chat).execute();
      const events = Array.from({ length: MESSAGES }, (_, at) => ({
        ...{ chat_id: chat.id, seq: at + 1, visible_prev: at, id: newEventId(), at },
        ...{ author_role: 'visitor' as const, author_id: visitor, audience: 'all' as const },
        body: message('Hello'),
      }));
      await db.insertInto('events').values(events).execute();
    }
  });
  await storage.close();
}

test('a relay that is killed while it erases a site erases the rest after it is back', async () => {
  const relay = await spawnRelay({ dataDir });
  const owner = await becomeOwner(relay);
  const settings = { colour: '#112233', welcome: '', language: 'auto', consent: 'strict' };
  const input = { name: 'Shop', domains: ['localhost'], settings };
  const site: Site = (await owner.call('POST', '/sites', input)).body;
  const visitor = await visitorArrives(relay.url, site.key);
  await uploadFile(visitorSender(relay.url, site.key, visitor.token), 'lamp.txt', 'a lamp');
  expect(await readdir(join(dataDir, 'files'))).toHaveLength(1);
  await relay.kill();
  await fill(site.id);
  await relay.restart();
  expect((await owner.call('DELETE', `/sites/${site.id}`)).status).toBe(204);
  await relay.kill();

  const storage = await openStorage({ dataDir });
  const countOf = async (table: 'sites' | 'visitors' | 'chats' | 'events') =>
    (
      await storage.read
        .selectFrom(table)
        .select('rowid' as never)
        .execute()
    ).length;
  expect(await countOf('sites')).toBe(1);
  expect(await countOf('events')).toBeGreaterThan(0);
  const later = () => Date.now() + MINUTE_MS;
  const files = openFolder(join(dataDir, 'files'));
  const failures: unknown[] = [];
  const ignore = (): void => undefined;
  const jobs = createJobs({
    storage,
    handlers: new Map([[ERASE_SITE_JOB, createSiteEraser({ storage, files, now: later })]]),
    log: { info: ignore, warn: ignore, error: ignore },
    onFailure: (error) => failures.push(error),
    now: later,
  });
  jobs.start();
  await vi.waitFor(async () => expect(await countOf('sites')).toBe(0), 20_000);
  for (const table of ['visitors', 'chats', 'events'] as const)
    expect(await countOf(table)).toBe(0);
  expect(await readdir(join(dataDir, 'files'))).toEqual([]);
  await jobs.stop();
  await storage.close();
  expect(failures).toEqual([]);
});
