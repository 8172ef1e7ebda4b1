import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../../protocol/index.ts';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let ada: ConsoleOperator;
let bob: ConsoleOperator;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  ada = await operatorWith(await newPerson(browser), relay.url, relay.ownerLink, 'Ada');
  await ada.page.getByRole('link', { name: 'Operators' }).click();
  await ada.page.getByLabel('Name').fill('Bob');
  await ada.page.getByLabel('E-mail').fill('bob@example.org');
  await ada.presses('Make an invitation link');
  const link = (await ada.page.locator('pre').textContent()) ?? '';
  bob = await operatorWith(await newPerson(browser), relay.url, link, 'Bob');
  await ada.page.getByRole('link', { name: 'Inbox' }).click();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

test('A8 offers the form while nobody accepts; it lands as an unanswered chat', async () => {
  const { page } = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  const widget = page.locator('counterbell-widget');
  await widget.getByRole('button', { name: 'Chat', exact: true }).click();
  await widget.getByRole('button', { name: 'Leave an e-mail address' }).click();
  const field = (name: string) => widget.getByRole('textbox', { name, exact: true });
  await field('Name').fill('Grace');
  await field('E-mail').fill('not an address');
  await field('Message').fill('Do you repair handles?');
  await widget.getByRole('button', { name: 'Send message' }).click();
  await widget.getByText('Please enter an e-mail address').waitFor();
  await field('E-mail').fill('grace@example.org');
  await widget.getByRole('button', { name: 'Send message' }).click();

  await ada.opensChat('Do you repair handles?');
  await ada.sees('grace@example.org');
  await ada.page.locator('.chat .title', { hasText: /Grace[\s\S]*Unanswered/ }).waitFor();
});

test('C3 gives chats to the operator with fewer; A8 further ones see their place move live', async () => {
  await ada.accepts();
  await bob.accepts();
  const site = await demoSiteKey(relay.url);
  // The chat that nobody answered is given to somebody first.
  for (let count = 1; count < LIMITS.chatsPerOperator * 2; count += 1) {
    await (await visitorArrives(relay.url, site)).writes(`chat ${count}`);
  }
  for (const { page } of [ada, bob]) {
    await page.getByText('Mine', { exact: false }).first().click();
    await page
      .locator('.chat-row')
      .nth(LIMITS.chatsPerOperator - 1)
      .waitFor();
    expect(await page.locator('.chat-row').count()).toBe(LIMITS.chatsPerOperator);
  }

  const first = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await first.opensPanel();
  await first.writes('I wait');
  await first.page.getByText('You are next').waitFor();
  const second = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await second.opensPanel();
  await second.writes('I wait longer');
  await second.page.getByText('You are number 2 in the queue').waitFor();

  await bob.page.locator('.chat-row').first().click();
  await bob.presses('Close chat');
  await second.page.getByText('You are next').waitFor();
  await bob.page.locator('.chat-row', { hasText: 'I wait' }).waitFor();
});
