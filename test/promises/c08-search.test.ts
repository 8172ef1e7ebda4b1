import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  operator = await operatorWith(await newPerson(browser), relay.url, relay.ownerLink, 'Ada');
  page = operator.page;
  complaints = complaintsOf(page);
  const site = await demoSiteKey(relay.url);
  const grace = await visitorArrives(relay.url, site);
  grace.line.say({ type: 'identify', name: 'Grace' });
  await grace.writes('Is the glass teapot dishwasher safe?');
  const other = await visitorArrives(relay.url, site);
  const { chat } = await other.writes('<mark>A lamp</mark> & a teapot, please');
  for (let index = 0; index < 24; index += 1) await other.writes(`saucer ${index}`, chat);
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const field = () => page.getByRole('searchbox', { name: 'Search what was said' });
const hits = () => page.getByRole('list', { name: 'Search results' }).getByRole('link');

/** Types it and waits until so many are found: what is not in the index yet is found by the next search. */
async function find(text: string, count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        await field().fill('');
        await field().fill(text);
        await page.locator('[role=status]', { hasText: /found/ }).waitFor({ state: 'attached' });
        return hits().count();
      },
      { timeout: 20_000 },
    )
    .toBe(count);
}

test('C8 finds while it is typed, newest first, and marks what was found as text', async () => {
  await page.keyboard.press('/');
  expect(await field().evaluate((element) => element.matches(':focus'))).toBe(true);
  await find('teap', 2);
  expect(await hits().locator('.found').allInnerTexts()).toEqual([
    '<mark>A lamp</mark> & a teapot, please',
    'Is the glass teapot dishwasher safe?',
  ]);
  expect(await hits().locator('mark').allInnerTexts()).toEqual(['teap', 'teap']);
  await hits().last().getByText('Grace').waitFor();
});

test('C8 goes through the results by arrows, opens one by Enter and goes back by Escape', async () => {
  await find('teapot', 2);
  await field().press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await field().evaluate((element) => element.matches(':focus'))).toBe(true);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await operator.sees('Is the glass teapot dishwasher safe?');
  expect(await hits().last().getAttribute('aria-current')).toBe('true');
  await page.getByRole('log', { name: 'Conversation' }).focus();
  await page.keyboard.press('Escape');
  await page.getByText('All open').waitFor();
  expect(await field().inputValue()).toBe('');
  expect(await hits().count()).toBe(0);
});

test('C8 opens the first result by Enter in the field, and Escape there shows the lists', async () => {
  await find('lamp', 1);
  await field().press('Enter');
  await operator.sees('<mark>A lamp</mark> & a teapot, please');
  await field().press('Escape');
  await page.getByText('All open').waitFor();
});

test('C8 shows older ones when asked', async () => {
  await find('saucer', 20);
  await page.getByRole('button', { name: 'Show older ones' }).click();
  await expect.poll(() => hits().count()).toBe(24);
  expect(await page.getByRole('button', { name: 'Show older ones' }).count()).toBe(0);
});

test('C8 says what is missing where nothing was found, or there is no word', async () => {
  await field().fill('zebrafish');
  await page.getByText('Nothing was found for “zebrafish”').waitFor();
  await field().fill('?!');
  await page.getByText('Type a letter or a digit').waitFor();
});

test('C8 says why a search failed, and searches again', async () => {
  await page.route('**/api/v1/search?*', (route) => route.abort());
  await field().fill('saucer');
  await page.getByText('The search failed').waitFor();
  await page.unroute('**/api/v1/search?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await hits().first().waitFor();
});

test('C8 speaks German, and fits a phone', async () => {
  const person = await newPerson(browser, {
    viewport: { width: 360, height: 640 },
    locale: 'de-DE',
  });
  await person.addCookies(await page.context().cookies());
  const phone = await person.newPage();
  await phone.goto(`${relay.url}/console`);
  await phone.getByRole('searchbox', { name: 'Gesagtes suchen' }).fill('teapot');
  const found = phone.getByRole('list', { name: 'Suchergebnisse' }).getByRole('link');
  await found.first().waitFor();
  const isTooWide = 'document.documentElement.scrollWidth > innerWidth';
  expect(await phone.evaluate(isTooWide)).toBe(false);
  await found.last().click();
  await phone.getByRole('log').getByText('dishwasher safe?').waitFor();
  expect(complaints.filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
});
