import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { servePage } from '../helpers/page-server.ts';
import { type SpawnedRelay, spawnRelay } from '../helpers/start-relay.ts';

let relay: SpawnedRelay;
let browser: Browser;
let owner: ConsoleOperator;

beforeAll(async () => {
  relay = await spawnRelay({ env: { LOG_LEVEL: 'warn' } });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  owner = await operatorWith(await newPerson(browser), relay.url, relay.ownerLink, 'Olga');
  await owner.accepts();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** Makes a site in the console and gives back the snippet that it shows. */
async function makesSite(name: string, domains: string): Promise<string> {
  const { page } = owner;
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await page.getByRole('link', { name: 'New site' }).click();
  await page.getByLabel('Name of the site').fill(name);
  await page.getByLabel('Allowed domains').fill(domains);
  await page.getByLabel('Welcome text').fill(`Welcome to ${name}!`);
  await page.getByLabel('Language of the widget').selectOption('de');
  await page.getByRole('button', { name: 'Create the site' }).click();
  await page.getByRole('heading', { name: 'Snippet' }).waitFor();
  return (await page.locator('pre').textContent()) ?? '';
}

test('C10 makes a second site in the console, whose snippet brings its own look and language', async () => {
  const snippet = await makesSite('Second', '127.0.0.1');
  const website = await servePage(snippet);
  const page = await (await newPerson(browser)).newPage();
  await page.goto(website.url);
  const widget = page.locator('counterbell-widget');
  await widget.getByRole('button').first().click();
  await widget.getByText('Welcome to Second!').waitFor();
  await widget
    .getByRole('textbox', { name: 'Ihre Nachricht' })
    .or(widget.getByRole('textbox', { name: 'Deine Nachricht' }))
    .waitFor();
  await website.stop();
});

test('C10 refuses a page on a domain that is not allowed, in its console and in the log', async () => {
  const website = await servePage(await makesSite('Elsewhere', 'example.org'));
  const page = await (await newPerson(browser)).newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(website.url);
  await vi.waitFor(
    () => expect(errors.join(' ')).toMatch(/127\.0\.0\.1 is not among the domains/),
    5_000,
  );
  expect(await page.locator('counterbell-widget').count()).toBe(0);
  expect(relay.output()).toMatch(/127\.0\.0\.1/);
  await website.stop();
});

test('C10 names the field when a site has a wrong domain', async () => {
  const { page } = owner;
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await page.getByRole('link', { name: 'New site' }).click();
  await page.getByLabel('Name of the site').fill('Third');
  await page.getByLabel('Allowed domains').fill('https://example.org/');
  await page.getByRole('button', { name: 'Create the site' }).click();
  await page
    .getByText(/must be a host name such as example\.org/)
    .first()
    .waitFor();
});
