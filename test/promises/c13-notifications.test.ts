import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorOn, operatorWith } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';
import { type SystemNotifications, systemNotifications } from '../helpers/system-notifications.ts';

const PATIENCE = { timeout: 10_000 };

let relay: TestRelay;
let browser: Browser;
let person: BrowserContext;
let olga: ConsoleOperator;
let otherTab: ConsoleOperator;
let system: SystemNotifications;
let visitor: Awaited<ReturnType<typeof visitorArrives>>;

/** Counts the strokes that a page lets sound, beside letting them sound. */
const COUNT_STROKES = `
  globalThis.strokes = 0;
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...at) { globalThis.strokes += 1; return start.apply(this, at); };
`;

beforeAll(async () => {
  relay = await startTestRelay({ alone: true, demo: true });
  browser = await launchBrowser();
  person = await newPerson(browser);
  system = await systemNotifications(person);
  await person.addInitScript(COUNT_STROKES);
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  olga = await operatorWith(person, relay.url, relay.ownerLink, 'Olga');
  await olga.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const page = await person.newPage();
  await page.goto(`${relay.url}/console`);
  otherTab = operatorOn(page);
  await otherTab.accepts();
  visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const shown = () => system.shown();
/** What the visitor is called, who has said no name. */
const marked = () => `Visitor ${visitor.welcome.visitor.slice(-5).toUpperCase()}`;
const strokesIn = (page: Page) => page.evaluate<number>('globalThis.strokes');
const strokes = async () => (await strokesIn(olga.page)) + (await strokesIn(otherTab.page));

test('C13 tells once of a chat that is given to an operator, however many tabs they have', async () => {
  const { chat } = await visitor.writes('Is anybody there?');
  await vi.waitFor(
    async () => expect(await shown()).toEqual([`Chat for you: ${marked()} /console/chat/${chat}`]),
    PATIENCE,
  );
  // A bell of two strokes with an overtone each.
  await vi.waitFor(async () => expect(await strokes()).toBe(4), PATIENCE);
});

test('C13 a click on a notification opens its chat, and what was seen is taken away', async () => {
  await system.clicks();
  await vi.waitFor(() => {
    const open = [olga, otherTab].filter(({ page }) => page.url().includes('/console/chat/'));
    expect(open).toHaveLength(1);
  }, PATIENCE);
  const inChat = olga.page.url().includes('/chat/') ? olga : otherTab;
  await inChat.presses('Accept');
  await inChat.writes('Yes, hello!');
  await vi.waitFor(async () => expect(await shown()).toEqual([]), PATIENCE);
});

test('C13 stays quiet about the chat that is open in front, and tells of it elsewhere', async () => {
  const inChat = olga.page.url().includes('/chat/') ? olga : otherTab;
  const chat = inChat.page.url().split('/').at(-1);
  const before = await strokes();
  const { chat: id } = await visitor.writes('My order did not come');
  expect(id).toBe(chat);
  await inChat.sees('My order did not come');
  expect([await shown(), await strokes()]).toEqual([[], before]);

  await inChat.page.getByRole('link', { name: 'Inbox' }).click();
  await visitor.writes('It is number 17');
  await vi.waitFor(
    async () => expect(await shown()).toEqual([`${marked()} writes /console/chat/${chat}`]),
    PATIENCE,
  );
});

test('C13 counts at Inbox what calls for the operator, on every other screen too', async () => {
  const { page } = olga;
  await page.getByRole('link', { name: 'Archive' }).click();
  await page.getByRole('link', { name: /^Inbox ?, 1 chat is offered to you or unread$/ }).waitFor();
  expect(await page.locator('nav .count').innerText()).toBe('1');
});

test('C13 lets each kind be switched off, in every tab of the browser', async () => {
  const { page } = olga;
  await page.goto(`${relay.url}/console/notifications`);
  const row = page.getByRole('group', { name: 'A message in your chats' });
  await row.getByLabel('Notification').uncheck();
  await row.getByLabel('Sound').uncheck();
  await otherTab.page.goto(`${relay.url}/console/notifications`);
  const same = otherTab.page.getByRole('group', { name: 'A message in your chats' });
  expect(await same.getByLabel('Sound').isChecked()).toBe(false);
  await page.getByRole('button', { name: 'Try: A chat in the queue' }).click();
  await vi.waitFor(
    async () => expect((await shown()).join()).toContain('A chat in the queue'),
    PATIENCE,
  );
});
