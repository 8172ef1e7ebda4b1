import type { Browser, Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const CLOSED = 55;

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let page: Page;
let complaints: string[];
let site: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  operator = await operatorWith(await newPerson(browser), relay.url, relay.ownerLink, 'Ada');
  page = operator.page;
  complaints = complaintsOf(page);
  site = await demoSiteKey(relay.url);
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const chats = () => page.getByRole('list', { name: 'Chats' }).getByRole('link');
const list = (name: string) => page.locator('.lists label', { hasText: name });

async function arrives(text: string, name?: string) {
  const visitor = await visitorArrives(relay.url, site);
  if (name) visitor.line.say({ type: 'identify', name });
  const { chat } = await visitor.writes(text);
  return { ...visitor, chat };
}

test('C1 says of an address that names no screen that there is none, and leads to the inbox', async () => {
  await page.goto(`${relay.url}/console/nowhere`);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await page.getByText('Nobody is waiting.').or(page.getByText('No chats')).first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/console');
});

test('C1 shows lists by their numbers, with who waits and for how long', async () => {
  await arrives('Anybody there?', 'Grace');
  await arrives('Hello');
  await page.keyboard.press('3');
  await expect.poll(() => chats().count()).toBe(2);
  await chats().last().getByText('Grace').waitFor();
  const waiting = chats().last().locator('.waiting-time');
  const first = await waiting.innerText();
  await expect.poll(() => waiting.innerText(), { timeout: 5_000 }).not.toBe(first);
  await chats().last().click();
  await operator.presses('Accept');
  await page.keyboard.press('1');
  await page.getByRole('log').focus();
  await page.keyboard.press('1');
  await expect.poll(() => chats().allInnerTexts()).toHaveLength(1);
  await page.keyboard.press('3');
  await expect.poll(() => chats().count()).toBe(1);
});

test('C1 keeps a list with its order and filters as a view, here and on the next visit', async () => {
  await page.keyboard.press('4');
  await page.locator('.filters > summary').click();
  await page.getByLabel('Order').selectOption('oldest');
  await page.getByLabel('Operator').selectOption('none');
  await expect.poll(() => chats().count()).toBe(1);
  await page.getByLabel('Keep as a view').fill('Nobody’s');
  await page.getByRole('button', { name: 'Keep the view' }).click();
  await list('Nobody’s').waitFor();
  await page.reload();
  await list('Nobody’s').waitFor();
  await expect.poll(() => chats().count()).toBe(2);
  await page.keyboard.press('6');
  await expect.poll(() => chats().count()).toBe(1);
  await page.locator('.filters > summary', { hasText: 'Oldest first · 1 filter' }).click();
  await page.getByRole('button', { name: 'Remove “Nobody’s”' }).click();
  await list('Nobody’s').waitFor({ state: 'detached' });
});

test('C1 shows closed chats a page at a time', async () => {
  for (let nth = 0; nth < CLOSED; nth += 1) {
    const { line, chat } = await arrives(`over ${nth}`);
    line.say({ type: 'send', id: uuidv7(), chat, event: { kind: 'closed' } });
    await line.hangUp();
  }
  await page.keyboard.press('5');
  await expect.poll(() => chats().count(), { timeout: 10_000 }).toBe(50);
  await page.getByRole('button', { name: 'Show older ones' }).click();
  await expect.poll(() => chats().count()).toBe(CLOSED);
  expect(await page.getByRole('button', { name: 'Show older ones' }).count()).toBe(0);
  await chats().last().click();
  await operator.sees('over 0');
  expect(complaints).toEqual([]);
});
