import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillChats, type StoredChat } from '../../bench/console/fill-chats.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { ownerArrives } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const CHATS = 1_000;

let dataDir: string;
let stored: readonly StoredChat[];
let relay: TestRelay;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  dataDir = await newFolder();
  stored = await fillChats(dataDir, new Array<number>(CHATS).fill(1));
  relay = await startTestRelay({ demo: true, alone: true, dataDir });
  browser = await launchBrowser();
  ({ page } = await ownerArrives(browser, relay, 'Ada'));
  await rows()
    .nth(CHATS - 1)
    .waitFor({ state: 'attached' });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await relay.stop();
  await removeFolder(dataDir);
});

const rows = () => page.getByRole('list', { name: 'Chats' }).getByRole('link');
const rowOf = ({ name }: StoredChat) =>
  rows().filter({ has: page.getByText(name, { exact: true }) });

function storedAt(index: number): StoredChat {
  const chat = stored[index];
  if (!chat) throw new Error(`there is no chat ${index}`);
  return chat;
}

test('C1 moves the one row in which a visitor writes, and the focus with it', async () => {
  const chat = storedAt(700);
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url), {
    token: chat.token,
  });
  const [known] = visitor.welcome.chats;
  if (!known) throw new Error('the visitor has no chat');
  await rowOf(chat).focus();
  const moved = await page.evaluateHandle(() => {
    const noted: Node[] = [];
    const list = document.querySelector('.rows');
    if (!list) throw new Error('there is no list of chats');
    new MutationObserver((records) => {
      for (const { addedNodes } of records) noted.push(...addedNodes);
    }).observe(list, { childList: true });
    return noted;
  });
  await visitor.writes('Is anybody there?', known.id);
  await rows().first().getByText('Is anybody there?').waitFor();
  expect(await moved.evaluate((noted) => noted.length)).toBe(1);
  expect(
    await rows()
      .first()
      .evaluate((row) => row === document.activeElement),
  ).toBe(true);
});
