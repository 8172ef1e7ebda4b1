import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { hashFor, tokenFor } from '../helpers/site-backend.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let owner: ConsoleOperator;
let secret: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  // axe runs as a script of the page, which the console's policy does not let in.
  owner = await ownerArrives(browser, relay, 'Ada', { bypassCSP: true });
  secret = await makesSecret();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** Makes a secret in the console and reads it there, as somebody would who sets the backend up. */
async function makesSecret(): Promise<string> {
  const { page, presses } = owner;
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await page.locator('main ul').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Identity', exact: true }).click();
  await presses('Make a secret');
  await page.getByRole('button', { name: 'Show', exact: true }).first().click();
  return (await page.locator('code.secret').textContent()) ?? '';
}

/** A device with the shop's page on it. */
async function device(): Promise<ShopVisitor> {
  return visitorIn(await newPerson(browser), `${relay.url}/demo`);
}

const signsIn = ({ page }: ShopVisitor, proof: object) =>
  page.evaluate(`Counterbell.identify(${JSON.stringify(proof)})`);

test('B4 A18 shows a signed-in user the same chat on two devices, and operators who it is', async () => {
  const desk = await device();
  await desk.opensPanel();
  await desk.answersBanner('Accept');
  await desk.writes('Do you have it in blue?');
  await desk.seesState('Sent');
  const token = tokenFor(secret, { sub: '4711', name: 'Grace', email: 'grace@example.org' });
  await signsIn(desk, { token });
  await owner.page.getByRole('link', { name: 'Inbox' }).click();
  await owner.opensChat('Do you have it in blue?');
  const head = owner.page.locator('.chat > header');
  await head.getByRole('heading', { name: 'Grace' }).waitFor();
  await head.getByText('Verified', { exact: true }).waitFor();
  await owner.page.locator('.chat-row').getByText('Verified', { exact: true }).waitFor();
  const panel = owner.page.locator('.visitor-panel');
  await panel.getByText('4711').waitFor();
  expect(await panel.getByText('Verified', { exact: true }).count()).toBe(3);
  expect(await faultsInBothThemes(owner.page)).toEqual([]);
  await owner.presses('Accept');

  const phone = await device();
  await phone.opensPanel();
  await phone.answersBanner('No thanks');
  await phone.writes('And in red?');
  await phone.seesState('Sent');
  await signsIn(phone, { token });
  await phone.sees('Do you have it in blue?');
  await owner.writes('In both.');
  for (const one of [desk, phone]) await one.sees('In both.');
  await phone.writes('Then blue, please');
  await desk.sees('Then blue, please');
  // Signing out leaves nothing of the chat on the device; signing in brings it back.
  await phone.page.evaluate('Counterbell.reset()');
  await phone.opensPanel();
  expect(await phone.messages()).toEqual([]);
  await signsIn(phone, { userId: '4711', hash: hashFor(secret, '4711') });
  await phone.sees('Then blue, please');
  // Another user sees neither the chat nor what was begun.
  const composer = phone.page.getByRole('textbox', { name: 'Your message' });
  await composer.fill('My card is');
  await signsIn(phone, { userId: '4712', hash: hashFor(secret, '4712') });
  await expect.poll(() => composer.inputValue()).toBe('');
  expect(await phone.messages()).toEqual([]);
});

test('B4 C6 says of a name that the page gave beside a hash that nobody has proven it', async () => {
  const visitor = await device();
  await signsIn(visitor, { userId: 'u-17', hash: hashFor(secret, 'u-17'), name: 'The Boss' });
  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  await visitor.writes('I am the boss');
  await visitor.seesState('Sent');
  await owner.page.getByRole('link', { name: 'Inbox' }).click();
  await owner.opensChat('I am the boss');
  const head = owner.page.locator('.chat > header');
  await head.getByText('Verified user u-17').waitFor();
  const panel = owner.page.locator('.visitor-panel');
  await panel.getByText('Unverified: the visitor or the page says so').waitFor();
});

test('B4 tells the page’s developer in the console why a proof is refused', async () => {
  const visitor = await device();
  const said = visitor.page.waitForEvent('console', (message) => message.type() === 'error');
  await signsIn(visitor, { userId: 'u-18', hash: hashFor('another secret', 'u-18') });
  await visitor.opensPanel();
  expect((await said).text()).toMatch(
    /^Counterbell: The identity is not proven: hash is not the HMAC-SHA256/,
  );
});

test('B4 asks before a secret is removed, and has two at most', async () => {
  const { page, presses } = owner;
  await makesSecret();
  expect(await page.getByRole('button', { name: 'Make a secret' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Remove', exact: true }).first().click();
  await presses('Cancel');
  expect(await page.locator('code.secret').count()).toBe(1);
  expect(await faultsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove', exact: true }).first().click();
  await presses('Remove for good');
  await page.getByRole('button', { name: 'Make a secret' }).waitFor();
});

test('B4 takes nothing without a proof where the console says so', async () => {
  const { page, presses } = owner;
  await page.getByLabel('Take nothing without a proof').check();
  await presses('Save');
  await page.getByText('Saved.').waitFor();
  const visitor = await device();
  const said = visitor.page.waitForEvent('console', (message) => message.type() === 'error');
  await signsIn(visitor, { name: 'The Boss' });
  await visitor.opensPanel();
  expect((await said).text()).toContain('takes name and email from a token alone');
});
