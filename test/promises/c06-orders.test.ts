import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let complaints: string[];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  operator = await ownerArrives(browser, relay, 'Ada');
  complaints = complaintsOf(operator.page);
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const panel = () => operator.page.locator('.visitor-panel');
const part = (title: string) => panel().locator('.fold', { hasText: title });

/** What a page has kept on the device, and what it has asked for beside its own files. */
async function tracesOf(page: Page) {
  return {
    cookies: await page.context().cookies(),
    stored: await page.evaluate('localStorage.length + sessionStorage.length'),
  };
}

test('C6 B2 F1 shows the order once there is a chat, and says nothing of it before', async () => {
  const person = await newPerson(browser);
  const page = await person.newPage();
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  const options = page.waitForResponse(/page-options/);
  await page.goto(`${relay.url}/demo/order`);
  await options;
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
  expect(await tracesOf(page)).toEqual({ cookies: [], stored: 0 });
  expect(sockets).toEqual([]);
  await page.close();

  const visitor = await visitorIn(person, `${relay.url}/demo/order`);
  await visitor.opensPanel();
  await visitor.writes('When will it come?');
  await operator.opensChat('When will it come?');
  await part('Orders').getByText('€102.00').waitFor();
  await part('Orders').getByText('2 items').click();
  await part('Orders').getByText('First flush, 100 g').waitFor();
  await part('Orders').getByText('2 × €19.00 · first-flush').waitFor();
  await part('Goals reached').getByText('Order placed').waitFor();
  // Before what they use and where they were.
  const titles = await panel().locator('h3, dt').allInnerTexts();
  for (const technical of ['Browser', 'System', 'Language', 'Chat began'])
    expect(titles.indexOf('Goals reached')).toBeLessThan(titles.indexOf(technical));

  // Live, while the chat is open.
  await visitor.page.evaluate(`Counterbell.track('cart', {
    total: 1200, currency: 'JPY', items: [{ name: 'Tin of matcha' }] })`);
  await part('Cart').getByText('¥1,200').waitFor();
  await visitor.page.evaluate("Counterbell.track('Compared pots', { pots: 3 })");
  await part('Events').getByText('Compared pots').waitFor();
  await visitor.page.evaluate("Counterbell.goal('Newsletter')");
  await panel().locator('dd', { hasText: 'Newsletter' }).first().waitFor();

  // What is being read stays open, however many there come to be.
  for (const id of ['second', 'third', 'fourth']) {
    await visitor.page.evaluate(
      `Counterbell.track('order', { id: '${id}', total: 1, currency: 'EUR', items: [] })`,
    );
  }
  await part('Orders').locator('.count', { hasText: '4' }).waitFor();
  expect(await part('Orders').getByText('First flush, 100 g').isVisible()).toBe(true);
  expect(await faultsInBothThemes(operator.page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('C8 finds by the goal the chat in which it was reached', async () => {
  const other = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await other.opensPanel();
  await other.writes('Only a question');
  await operator.sees('When will it come?');
  const { page } = operator;
  await page.getByRole('link', { name: 'Archive' }).click();
  await page.getByText('2 chats', { exact: true }).waitFor();
  await page.locator('.filters > summary').click();
  await page.getByLabel('Goal').selectOption('Newsletter');
  await page.getByText('1 chat', { exact: true }).waitFor();
  await page.getByRole('list', { name: 'Archive' }).getByText('When will it come?').waitFor();
  expect(new URL(page.url()).search).toBe('?goal=Newsletter');
});

test('B2 F1 tells of the next person nothing that was told of the one before', async () => {
  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.writes('Mine alone');
  await visitor.seesState('Sent');
  await visitor.page.evaluate(`
    Counterbell.track('Signed out');
    Counterbell.reset();
    Counterbell.track('Signed in');`);
  await expect.poll(visitor.messages).toEqual([]);
  await visitor.page.evaluate('Counterbell.open()');
  await visitor.writes('I am somebody else');
  await operator.page.getByRole('link', { name: 'Inbox' }).click();
  await operator.opensChat('I am somebody else');
  await part('Events').getByText('Signed in').waitFor();
  expect(await part('Events').innerText()).not.toContain('Signed out');
});

test('B2 says in the browser’s console what is wrong with a call, and throws nothing', async () => {
  const page = await (await newPerson(browser)).newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', ({ message }) => said.push(message));
  await page.goto(`${relay.url}/demo`);
  await page.waitForFunction('window.Counterbell?.getState?.().ready');
  await page.evaluate(`
    Counterbell.track('order', { total: 1, currency: 'EUR' });
    Counterbell.track('cart', { total: '1', currency: 'EUR' });
    Counterbell.track();
    Counterbell.goal('Bought', { by: {} });`);
  await expect.poll(() => said.length, { timeout: 10_000 }).toBe(4);
  expect(said).toEqual([
    'Counterbell: order.id must be text of 1 to 64 characters',
    'Counterbell: cart.total must be a number from 0 to 1000000000000',
    'Counterbell: event.name must be text of 1 to 64 characters',
    'Counterbell: goal.properties.by must be text, a number, true or false, or null to remove it',
  ]);
});
