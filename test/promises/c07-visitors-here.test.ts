import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { NAMES } from '../../protocol/index.ts';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { type PageServer, servePage } from '../helpers/page-server.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let site: PageServer;
let complaints: string[];

const SETTINGS = { colour: '#0f766e', welcome: '', language: 'en', consent: 'external' };

beforeAll(async () => {
  relay = await startTestRelay();
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  operator = await operatorWith(await newPerson(browser), relay.url, relay.ownerLink, 'Ada');
  complaints = complaintsOf(operator.page);
  const settings = { ...SETTINGS, showVisitors: true };
  const made = await operator.page.request.post(`${relay.url}/api/v1/sites`, {
    headers: { origin: relay.url },
    data: { name: 'Lamps', domains: ['127.0.0.1'], settings },
  });
  site = await servePage((await made.json()).snippet);
  await operator.page.getByRole('link', { name: 'Visitors' }).click();
  await operator.page.getByText('Nobody is to be seen just now').waitFor();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await relay.stop();
});

const rows = () => operator.page.locator('.here > li');

/** Sockets that a page opened, by their address. */
function socketsOf({ page }: ShopVisitor): string[] {
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(new URL(socket.url()).pathname));
  return sockets;
}

test('C7 F1 sees nobody who has not agreed, and asks nothing of their browser', async () => {
  const page = await (await newPerson(browser)).newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  page.on('websocket', (socket) => asked.push(socket.url()));
  await page.goto(`${site.url}/first`);
  await page.waitForFunction('window.Counterbell?.getState().ready');
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
  expect(asked).toEqual(['/first', '/widget.js']);
  expect(await rows().count()).toBe(0);
  await page.close();
});

test('C7 B2 sees who agreed, follows them, and begins a chat that reaches their launcher', async () => {
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, `${site.url}/lamps?from=start`);
  complaints.push(...complaintsOf(visitor.page));
  const sockets = socketsOf(visitor);
  await visitor.page.evaluate('Counterbell.consent.grant()');
  await rows().getByText(`${site.url}/lamps?from=start`).waitFor();
  expect(sockets).toEqual([NAMES.visitorSocket]);
  await visitor.page.evaluate("history.pushState({}, '', '/tables')");
  await rows().getByText(`${site.url}/tables`).waitFor();
  // Known again by the cookie, on the next page without a word.
  await visitor.page.goto(`${site.url}/chairs`);
  await rows().getByText(`${site.url}/chairs`).waitFor();
  expect(await rows().count()).toBe(1);
  // Told on the line that there is; the panel was not needed yet.
  await visitor.page.evaluate("Counterbell.track('Measured a chair', { seats: 4 })");

  await rows().getByRole('button', { name: 'Start a chat' }).click();
  await operator.page.getByLabel('First message').fill('May I help you choose?');
  await operator.page.getByLabel('First message').press('Enter');
  await operator.sees('May I help you choose?');
  const launcher = visitor.page.locator('counterbell-widget');
  await launcher.getByRole('button', { name: /^Chat, 1 / }).click();
  await visitor.sees('May I help you choose?');
  await visitor.writes('Yes, please');
  await operator.sees('Yes, please');
  const panel = operator.page.locator('.visitor-panel');
  await panel.getByText(`${site.url}/tables`).waitFor();
  await panel.getByText('Pages before').waitFor();
  await panel.getByText('Measured a chair').waitFor();
  await person.close();
  expect(complaints).toEqual([]);
});

/** How far what each of them shows ends from the right edge of the row’s part that it stands in, in pixels. */
const gapsAtRight = (texts: Locator) =>
  texts.evaluateAll((found) =>
    found.map((text) => {
      const part = text.closest('li > div')?.getBoundingClientRect();
      return Math.round((part?.right ?? 0) - text.getBoundingClientRect().right);
    }),
  );

test('C7 C14 begins each part of a row at one side in a language from right to left, and tells of one visitor', async () => {
  const { page } = operator;
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, `${site.url}/shelves`);
  await page.getByRole('link', { name: 'Visitors' }).click();
  await visitor.page.evaluate('Counterbell.consent.grant()');
  await rows().getByText(`${site.url}/shelves`).waitFor();
  await page.locator('.own-menu summary').click();
  await page.locator('.own-menu select').last().selectOption('ar');
  await rows().getByText('يتصفح', { exact: true }).waitFor();
  expect(new Set(await gapsAtRight(rows().locator('.strange')))).toEqual(new Set([0]));
  await page.locator('.own-menu select').last().selectOption('fr');
  await rows().getByText('Parcourt le site', { exact: true }).waitFor();
  await page.locator('.own-menu select').last().selectOption('en');
  await page.locator('.own-menu summary').click();
  await person.close();
});

test('C7 F2 loses sight of a visitor who takes their consent back', async () => {
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, `${site.url}/beds`);
  await operator.page.getByRole('link', { name: 'Visitors' }).click();
  await visitor.page.evaluate('Counterbell.consent.grant()');
  await rows().getByText(`${site.url}/beds`).waitFor();
  await visitor.page.evaluate('Counterbell.consent.deny()');
  await vi.waitFor(async () => expect(await rows().getByText('/beds').count()).toBe(0), 10_000);
  await person.close();
});

test('C7 asks before a first message is lost, by its own button or by another state', async () => {
  const { page } = operator;
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, `${site.url}/sofas`);
  await page.getByRole('link', { name: 'Visitors' }).click();
  await visitor.page.evaluate('Counterbell.consent.grant()');
  await rows().getByText(`${site.url}/sofas`).waitFor();
  const begins = rows().filter({ hasText: '/sofas' }).getByRole('button', { name: 'Start a chat' });
  const field = page.getByLabel('First message');
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  const answers = async (answer: string) => {
    await question.getByRole('button', { name: answer }).click();
    await question.waitFor({ state: 'detached' });
  };
  const all = page.getByRole('radio', { name: /^All/ });
  const waiting = page.getByRole('radio', { name: /^Waiting/ });
  await begins.click();
  await field.fill('Which cover');
  await begins.click();
  await answers('Stay');
  await page.locator('.lists label', { hasText: 'Waiting' }).click();
  await answers('Stay');
  expect(await all.isChecked()).toBe(true);
  await all.press('ArrowRight');
  await answers('Stay');
  expect(await all.isChecked()).toBe(true);
  expect(await field.inputValue()).toBe('Which cover');
  await page.locator('.lists label', { hasText: 'Waiting' }).click();
  await answers('Leave');
  await expect.poll(() => waiting.isChecked()).toBe(true);
  await page.locator('.lists label', { hasText: 'All' }).click();
  await begins.waitFor();
  expect(await field.count()).toBe(0);
  await person.close();
});

test('C7 leaves nothing behind when the widget is taken off the page', async () => {
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, `${site.url}/desks`);
  const closed = visitor.page
    .waitForEvent('websocket')
    .then((socket) => socket.waitForEvent('close'));
  await visitor.page.evaluate('Counterbell.consent.grant()');
  await rows().getByText(`${site.url}/desks`).waitFor();
  await visitor.page.evaluate('Counterbell.destroy()');
  await closed;
  await person.close();
});

test('B2 shows operators what the page says of its visitor, and the developer what is wrong with it', async () => {
  const visitor = await visitorIn(await newPerson(browser), `${site.url}/plans`);
  const said: string[] = [];
  visitor.page.on('console', (message) => said.push(message.text()));
  await visitor.page.evaluate(
    "Counterbell.setAttributes({ plan: 'pro', seats: 12, gone: 'x', wrong: { a: 1 } })",
  );
  await visitor.page.evaluate('Counterbell.setAttributes({ gone: null, isTrial: false })');
  await visitor.opensPanel();
  await visitor.writes('About my plan');
  await operator.page.getByRole('link', { name: 'Inbox' }).click();
  await operator.opensChat('About my plan');
  const panel = operator.page.locator('.visitor-panel');
  await panel.getByText('isTrial').waitFor();
  await expect
    .poll(() => panel.locator('.attributes').innerText())
    .toBe(['isTrial', 'No', 'plan', 'pro', 'seats', '12'].join('\n'));
  expect(said).toEqual([
    'Counterbell: attributes.wrong must be text, a number, true or false, or null to remove it',
  ]);
});
