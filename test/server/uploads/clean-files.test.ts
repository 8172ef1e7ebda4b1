import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFolder } from '../../../server/files/index.ts';
import { openStorage } from '../../../server/storage/index.ts';
import { startFileCleaner } from '../../../server/uploads/index.ts';
import { becomeOwner } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { fileTo, uploadFile, visitorSender } from '../../helpers/file-sender.ts';
import { newFolder, removeFolder } from '../../helpers/folders.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { startTestRelay } from '../../helpers/start-relay.ts';

const HOUR_MS = 3_600_000;
let dataDir: string;

beforeEach(async () => {
  dataDir = await newFolder();
});
afterEach(() => removeFolder(dataDir));

/** A relay took two files and stopped; one of them was sent. Gives back that one. */
async function leaveTwoFiles() {
  const relay = await startTestRelay({ demo: true, alone: true, dataDir });
  const site = await demoSiteKey(relay.url);
  const { line, token } = await visitorArrives(relay.url, site);
  const sender = visitorSender(relay.url, site, token);
  const { file } = await uploadFile(sender, 'sent.txt', 'sent');
  await uploadFile(sender, 'unsent.txt', 'unsent');
  line.say(fileTo('new', file));
  const { chat } = await line.hear('sent');
  await relay.stop();
  return { file, chat };
}

/** One look of the cleaner, so much later. */
async function cleanAfter(ms: number): Promise<string[]> {
  const storage = await openStorage({ dataDir });
  const files = openFolder(join(dataDir, 'files'));
  const failures: unknown[] = [];
  const cleaner = startFileCleaner({
    storage,
    files,
    now: () => Date.now() + ms,
    onFailure: (error) => failures.push(error),
  });
  await cleaner.stop();
  await storage.close();
  expect(failures).toEqual([]);
  return readdir(join(dataDir, 'files'));
}

test('what was uploaded and not sent is removed after an hour, and what was sent stays', async () => {
  const { file } = await leaveTwoFiles();
  expect(await cleanAfter(HOUR_MS / 2)).toHaveLength(2);
  expect(await cleanAfter(HOUR_MS + 60_000)).toEqual([file.id]);
  expect(await cleanAfter(50 * HOUR_MS)).toEqual([file.id]);
});

test('a file goes with its chat, within a day of it', async () => {
  const { chat } = await leaveTwoFiles();
  await cleanAfter(2 * HOUR_MS);
  const storage = await openStorage({ dataDir });
  await storage.write((db) => db.deleteFrom('chats').where('id', '=', chat).execute());
  await storage.close();
  expect(await cleanAfter(27 * HOUR_MS)).toEqual([]);
});

test('a file of a canned response stays as long as the response, and goes an hour after its upload where none holds it', async () => {
  const relay = await startTestRelay({ alone: true, dataDir });
  const owner = await becomeOwner(relay);
  const upload = async (name: string): Promise<string> => {
    const headers = { cookie: owner.cookie, 'x-file-name': name };
    const address = `${relay.url}/api/v1/canned-responses/files`;
    const answer = await fetch(address, { method: 'POST', headers, body: name });
    return Object(await answer.json()).id;
  };
  const [kept] = [await upload('kept.txt'), await upload('loose.txt')];
  const scope = { kind: 'everybody' };
  const input = { shortcut: 'prices', text: 'See there', scope, files: [kept] };
  expect((await owner.call('POST', '/canned-responses', input)).status).toBe(201);
  await relay.stop();
  expect(await cleanAfter(HOUR_MS / 2)).toHaveLength(2);
  expect(await cleanAfter(50 * HOUR_MS)).toEqual([kept]);
  const storage = await openStorage({ dataDir });
  await storage.write((db) => db.deleteFrom('canned_responses').execute());
  await storage.close();
  expect(await cleanAfter(2 * HOUR_MS)).toEqual([]);
});
