import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith, ownerArrives } from '../helpers/console.ts';
import { consoleApi } from '../helpers/console-api.ts';
import { type SpawnedRelay, spawnRelay } from '../helpers/start-relay.ts';

let relay: SpawnedRelay;
let browser: Browser;
let owner: ConsoleOperator;
let ben: ConsoleOperator;

beforeAll(async () => {
  relay = await spawnRelay({ demo: true });
  browser = await launchBrowser();
  owner = await ownerArrives(browser, relay, 'Olga', { bypassCSP: true });
  const cookies = await owner.page.context().cookies();
  const api = consoleApi(
    relay.url,
    cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
  );
  const invited = { name: 'Ben', email: 'ben@example.org', role: 'operator' };
  const { body } = await api.call('POST', '/operators', invited);
  ben = await operatorWith(await newPerson(browser), relay.url, body.link, 'Ben');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const goesTo = ({ page }: ConsoleOperator, screen: string) =>
  page.getByRole('link', { name: screen, exact: true }).click();

test('C10 asks before the last site is deleted, and says that nobody can write then', async () => {
  const { page } = owner;
  await page.getByText('Open the demo shop').waitFor();
  await goesTo(owner, 'Sites');
  await page.getByRole('link', { name: 'Demo shop' }).click();
  await owner.presses('Delete site');
  await page.getByText('It is the last site. Without one nobody can write to you').waitFor();
  expect(await faultsInBothThemes(page, 'dialog')).toEqual([]);
  await page.getByLabel('Type the name of the site').fill('Demo shop');
  await page.keyboard.press('Enter');
  await page.getByText('The site Demo shop is deleted.').waitFor();
});

test('C1 C10 says in an inbox without a site who makes one, and nothing of a snippet that is not there', async () => {
  await goesTo(owner, 'Inbox');
  await owner.page.getByText('There is no site, so nobody can write to you. Make one').waitFor();
  expect(await owner.page.getByText('demo shop').count()).toBe(0);
  expect(await faultsInBothThemes(owner.page, '.chats')).toEqual([]);
  await ben.page.reload();
  await ben.page.getByText('Ask an owner to make one:').waitFor();
  const olga = ben.page.getByRole('link', { name: 'Olga' });
  expect(await olga.getAttribute('href')).toBe('mailto:olga%40example.org');
  await goesTo(owner, 'New site');
  await owner.page.getByLabel('Name of the site').waitFor();
});

test('C10 does not make the demo shop again that its owner deleted, and says so at the start', async () => {
  await relay.restart();
  expect(relay.output()).toContain('Demo shop   none: its site was deleted');
  expect((await fetch(`${relay.url}/demo`)).status).toBe(404);
  await owner.page.goto(`${relay.url}/console/sites`);
  await owner.page.getByText('There is no site yet.').waitFor();
});

test('C1 speaks of no demo shop in an empty inbox where there is none', async () => {
  const { page } = owner;
  await page.getByRole('link', { name: 'New site' }).click();
  await page.getByLabel('Name of the site').fill('Kilns');
  await page.getByLabel('Allowed domains').fill('kilns.example');
  await owner.presses('Create the site');
  await page.getByRole('heading', { name: 'Looks' }).waitFor();
  await goesTo(owner, 'Inbox');
  await page.getByText('paste the snippet from “Sites” into your pages').waitFor();
  expect(await page.getByText('demo shop').count()).toBe(0);
});
