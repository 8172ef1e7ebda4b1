import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { operatorOn, operatorWith } from '../helpers/console.ts';
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

test('P2 P3 keeps an operator’s two tabs in agreement, and a draft over a reload', async () => {
  const person = await newPerson(browser);
  const first = await operatorWith(person, relay.url, relay.ownerLink ?? '', 'Ada');
  const second = operatorOn(await person.newPage());
  await second.page.goto(`${relay.url}/console`);
  await first.accepts();
  await second.page.getByRole('switch', { name: 'Accepting chats', checked: true }).waitFor();

  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.writes('two of you?');
  await first.opensChat('two of you?');
  await second.opensChat('two of you?');
  await first.writes('one with two tabs');
  await second.sees('one with two tabs');
  await second.writes('as I said');
  await first.sees('as I said');
  await visitor.sees('as I said');
  expect(await first.messages()).toEqual(await second.messages());

  const composer = first.page.getByLabel('Message to the visitor');
  await composer.fill('half a thou');
  await first.page.reload();
  await composer.waitFor();
  await expect.poll(() => composer.inputValue()).toBe('half a thou');
});
