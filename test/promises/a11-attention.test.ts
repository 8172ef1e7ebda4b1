import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { type ShopVisitor, visitorOn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

/** What the page's browser was asked for. */
interface Heard {
  sounds: number;
  notifications: { title: string; body: string; click(): void }[];
}

declare global {
  interface Window {
    heard: Heard;
  }
}

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  operator = await ownerArrives(browser, relay, 'Ada');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** Runs in the page before its scripts: a headless browser has no loudspeaker and shows no notifications, so it writes them down. */
function listen(): void {
  const heard: Heard = { sounds: 0, notifications: [] };
  window.heard = heard;
  window.AudioContext = class extends AudioContext {
    constructor() {
      super();
      heard.sounds += 1;
    }
  };
  let permission: NotificationPermission = 'default';
  class Shown {
    static get permission() {
      return permission;
    }
    static requestPermission() {
      permission = 'granted';
      return Promise.resolve(permission);
    }
    onclick = (): void => undefined;
    constructor(title: string, { body = '' }: NotificationOptions) {
      heard.notifications.push({ title, body, click: () => this.onclick() });
    }
    close(): void {
      // Nothing is on a screen.
    }
  }
  Object.assign(window, { Notification: Shown });
}

/** A visitor with a chat, on a page that writes down what it is asked for. */
async function visitorWith(question: string, person: BrowserContext): Promise<ShopVisitor> {
  const page = await person.newPage();
  await page.addInitScript(listen);
  const visitor = await visitorOn(page, `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  await visitor.writes(question);
  await visitor.seesState('Sent');
  await operator.page.getByRole('link', { name: 'Inbox' }).click();
  await operator.opensChat(question);
  await operator.presses('Accept');
  await visitor.sees('Ada joined');
  return visitor;
}

/** The visitor goes to another tab, or comes back: a headless browser takes every tab for visible. */
function turns(page: Page, state: DocumentVisibilityState): Promise<void> {
  return page.evaluate((to) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => to });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

const soundsOn = (page: Page) => page.evaluate(() => window.heard.sounds);

test('A11 tells of answers in the title while the page is hidden, and gives it back', async () => {
  const { page } = await visitorWith('Are you there?', await newPerson(browser));
  const title = await page.title();
  await turns(page, 'hidden');
  await operator.writes('Yes');
  await operator.writes('How can I help?');
  await expect.poll(() => page.title(), { timeout: 10_000 }).toBe(`(2) ${title}`);
  await expect.poll(() => page.title(), { timeout: 10_000 }).toBe('2 new messages');
  await turns(page, 'visible');
  expect(await page.title()).toBe(title);

  await turns(page, 'hidden');
  await operator.writes('Still there?');
  await expect.poll(() => page.title(), { timeout: 10_000 }).toBe(`(1) ${title}`);
  await page.evaluate(() => {
    document.title = 'Cart';
  });
  await expect.poll(() => page.title(), { timeout: 10_000 }).toBe('(1) Cart');
  await turns(page, 'visible');
  expect(await page.title()).toBe('Cart');
});

test('A11 rings for what comes while the panel is closed, until the visitor turns it off', async () => {
  const visitor = await visitorWith('Do you ring?', await newPerson(browser));
  const { page } = visitor;
  const widget = page.locator('counterbell-widget');
  await operator.writes('Seen at once');
  await visitor.sees('Seen at once');
  expect(await soundsOn(page)).toBe(0);
  await widget.getByRole('button', { name: 'Close' }).click();
  await operator.writes('Ring');
  await expect.poll(() => soundsOn(page)).toBe(1);

  await widget.getByRole('button', { name: /1 new message/ }).click();
  await visitor.choosesInMenu(/Turn the sound off/);
  await widget.getByRole('button', { name: 'Close' }).click();
  await operator.writes('No ring');
  await widget.getByRole('button', { name: /1 new message/ }).click();
  expect(await soundsOn(page)).toBe(1);
  const kept = await page.evaluate(() => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
  ]);
  expect(kept.filter((key) => key.includes('muted'))).toEqual([]);
});

test('A11 remembers on the next page what a visitor chose who agreed to be remembered', async () => {
  const visitor = await visitorWith('Remember me', await newPerson(browser));
  const { page } = visitor;
  await visitor.choosesInMenu(/Remember me on this device/);
  await visitor.choosesInMenu(/Turn the sound off/);
  await page.reload();
  await visitor.opensPanel();
  await page.locator('counterbell-widget').getByRole('button', { name: 'Options' }).click();
  await page.getByText('Turn the sound on').waitFor();
});

test('A11 notifies only who asked for it, of what comes while the page is hidden, and leads to the chat', async () => {
  const visitor = await visitorWith('Will you notify me?', await newPerson(browser));
  const { page } = visitor;
  const shown = () =>
    page.evaluate(() => window.heard.notifications.map(({ title, body }) => ({ title, body })));
  await turns(page, 'hidden');
  await operator.writes('Not asked for');
  await expect.poll(() => page.title(), { timeout: 10_000 }).toMatch(/^\(1\)/);
  await turns(page, 'visible');
  expect(await shown()).toEqual([]);

  await visitor.choosesInMenu(/Notify me of answers/);
  await page.locator('counterbell-widget').getByRole('button', { name: 'Close' }).click();
  await turns(page, 'hidden');
  await operator.writes(`Long ${'word '.repeat(60)}`);
  await expect.poll(shown, { timeout: 10_000 }).toMatchObject([{ title: 'Ada' }]);
  const [first] = await shown();
  expect(first?.body).toMatch(/^Long word .*…$/);
  expect([...(first?.body ?? '')].length).toBeLessThanOrEqual(120);
  await turns(page, 'visible');
  await page.evaluate(() => window.heard.notifications[0]?.click());
  await visitor.sees(/^Long word/);
  expect(await page.getByRole('textbox', { name: 'Your message' }).isVisible()).toBe(true);
});
