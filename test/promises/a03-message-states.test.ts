import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { operatorWith } from '../helpers/console.ts';
import { visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

test('A3 says of a message that it is sent, delivered to an operator’s browser, and seen', async () => {
  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.writes('how far am I');
  await visitor.seesState('Sent');
  expect(await visitor.page.getByText('Delivered', { exact: true }).count()).toBe(0);

  const link = relay.ownerLink ?? '';
  const operator = await operatorWith(await newPerson(browser), relay.url, link, 'Ada');
  await visitor.seesState('Delivered');
  await operator.opensChat('how far am I');
  await visitor.seesState('Seen');

  await operator.writes('all the way');
  await operator.page.getByText(/^(Delivered|Seen)$/).waitFor();
});
