import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

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

test('C11 tells a visitor why the same text is not taken again, and takes it once the site allows it', async () => {
  const { page } = operator;
  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  const complaints = [...complaintsOf(visitor.page), ...complaintsOf(page)];
  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  for (let nth = 0; nth < 3; nth += 1) {
    await visitor.writes('Buy pills');
    await visitor.seesState('Sent');
  }
  await visitor.writes('Buy pills');
  const why = visitor.page.getByText(/^ ?Not sent: The same text several times, or many links/);
  await why.waitFor();
  expect(await visitor.messages()).toHaveLength(4);

  await page.goto(`${relay.url}/console/bans`);
  await page.getByText('The same again and again: 1').waitFor();
  await page.getByRole('link', { name: 'Demo shop' }).click();
  const rule = page.getByLabel(/^Refuse the same text/);
  expect(await page.getByLabel('Times that are taken').inputValue()).toBe('3');
  await rule.uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();

  await visitor.page.getByRole('button', { name: 'Try again' }).click();
  await why.waitFor({ state: 'detached' });
  await visitor.seesState('Sent');
  expect(await visitor.messages()).toHaveLength(4);
  expect(complaints).toEqual([]);
});
