import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith, ownerArrives } from '../helpers/console.ts';
import { visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let ada: ConsoleOperator;
let page: Page;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  ada = await ownerArrives(browser, relay, 'Ada');
  page = ada.page;
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

test('a manager makes a group, whose members get its sites’ chats and read why', async () => {
  await page.getByRole('link', { name: 'Groups' }).click();
  await page.getByText('everybody gets chats of all sites').waitFor();
  await page.getByRole('link', { name: 'New group' }).click();
  await page.getByLabel('Name').fill('Sales');
  await page.getByLabel('Ada', { exact: true }).check();
  await page.getByLabel('Demo shop').check();
  await page.getByLabel('One after another').check();
  await page.getByRole('button', { name: 'Create group' }).click();
  await page.getByRole('link', { name: 'Sales' }).waitFor();

  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.writes('Do you sell lamps?');
  await page.getByRole('link', { name: 'Inbox' }).click();
  await ada.opensChat('Do you sell lamps?');
  await ada.sees('Offered to Ada (next in turn)');
  await visitor.page.getByText('Do you sell lamps?').first().waitFor();
  expect(await visitor.page.getByText('next in turn').count()).toBe(0);
});

test('a manager is told what deleting a group means before it is done', async () => {
  await page.getByRole('link', { name: 'Groups' }).click();
  await page.getByRole('link', { name: 'Sales' }).click();
  await page.getByRole('button', { name: 'Delete group' }).click();
  await page.getByText('No chat is lost').waitFor();
  await page.getByText('Everybody will serve Demo shop').waitFor();
  await page.getByRole('alert').getByRole('button', { name: 'Delete group' }).click();
  await page.getByText('There are no groups yet').waitFor();
});

test('a manager says how everybody’s chats are shared out, where no group serves a site', async () => {
  await page.getByRole('link', { name: 'Everybody’s chats' }).click();
  await page.getByLabel('One after another').check();
  await page.getByLabel('Time to accept a chat').selectOption('2 minutes');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('listitem').filter({ hasText: 'One after another' }).waitFor();
});

test('a manager sets somebody’s hours of work, which switch their accepting', async () => {
  await page.getByRole('link', { name: 'Operators' }).click();
  await page.getByRole('link', { name: 'Ada' }).click();
  await page.getByLabel('Chats at once').fill('3');
  await page.getByLabel('Has hours of work').check();
  const removes = page.getByRole('button', { name: /^Remove/ });
  while ((await removes.count()) > 0) await removes.first().click();
  await page.getByText('By these hours: never working.').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('switch', { name: 'Accepting chats', checked: false }).waitFor();
  await page.getByRole('link', { name: 'All operators' }).click();
  await page.getByText('up to 3 chats · hours of work').waitFor();
});

test('E2 an owner makes a lost invitation anew, and E1 changes what somebody may do, whose console follows', async () => {
  await page.getByLabel('Name').fill('Bob');
  await page.getByLabel('E-mail').fill('bob@example.org');
  await ada.presses('Make an invitation link');
  const lost = (await page.locator('pre').textContent()) ?? '';
  await page.getByRole('link', { name: 'Bob' }).click();
  await ada.presses('Make a new link');
  const link = (await page.locator('pre').textContent()) ?? '';
  const person = await newPerson(browser);
  const stranger = await person.newPage();
  await stranger.goto(lost.replace(/^https?:\/\/[^/]+/, relay.url));
  await stranger.getByText('This link does not work').waitFor();
  const bob = await operatorWith(person, relay.url, link, 'Bob');

  expect(await bob.page.getByRole('link', { name: 'Sites' }).count()).toBe(0);
  await page.getByLabel('Role').selectOption('Admin');
  await ada.presses('Save');
  await bob.page.getByRole('link', { name: 'Sites' }).click();
  await page.getByLabel('Role').selectOption('Viewer');
  await ada.presses('Save');
  await bob.page.getByRole('link', { name: 'Sites' }).waitFor({ state: 'detached' });
  expect(await bob.page.getByRole('switch').count()).toBe(0);
});

test('E2 an owner withdraws an invitation after being asked, and stays an owner', async () => {
  await page.getByRole('link', { name: 'All operators' }).click();
  await page.getByLabel('Name').fill('Cleo');
  await page.getByLabel('E-mail').fill('cleo@example.org');
  await ada.presses('Make an invitation link');
  await page.getByRole('link', { name: 'Cleo' }).click();
  await ada.presses('Withdraw the invitation');
  await page.getByText('Withdraw the invitation of Cleo?').waitFor();
  await ada.presses('Withdraw the invitation');
  await page.getByRole('link', { name: 'Ada' }).click();
  await page.getByText('An installation always has an owner').waitFor();
  await page.getByRole('link', { name: 'All operators' }).click();
  expect(await page.getByRole('link', { name: 'Cleo' }).count()).toBe(0);
});
