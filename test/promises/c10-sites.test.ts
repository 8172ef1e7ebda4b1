import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { servePage } from '../helpers/page-server.ts';
import { type SpawnedRelay, spawnRelay } from '../helpers/start-relay.ts';

let relay: SpawnedRelay;
let browser: Browser;
let owner: ConsoleOperator;

beforeAll(async () => {
  relay = await spawnRelay({ env: { LOG_LEVEL: 'warn' } });
  browser = await launchBrowser();
  owner = await ownerArrives(browser, relay, 'Olga');
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
  // As a double click does.
  await page.getByRole('button', { name: 'Create the site' }).evaluate((button) => {
    (button as HTMLButtonElement).click();
    (button as HTMLButtonElement).click();
  });
  await page.getByRole('heading', { name: 'Looks' }).waitFor();
  expect(await countSites(name)).toBe(1);
  await owner.presses('Save and continue');
  await page.getByLabel('Language of the widget').selectOption('de');
  await owner.presses('Save and continue');
  await page.getByRole('heading', { name: 'Snippet' }).waitFor();
  return (await page.locator('pre').textContent()) ?? '';
}

function countSites(name: string): Promise<number> {
  return owner.page.evaluate(async (wanted) => {
    const sites = (await (await fetch('/api/v1/sites')).json()) as { name: string }[];
    return sites.filter((site) => site.name === wanted).length;
  }, name);
}

/** Goes to a section of the site that the console shows. */
async function goesTo(section: string): Promise<void> {
  await owner.page.getByRole('link', { name: section, exact: true }).click();
}

async function greetsWith(text: string): Promise<void> {
  await goesTo('Done');
  await goesTo('Looks');
  await owner.page.getByLabel('Welcome text').fill(text);
  await owner.presses('Save');
  await owner.page.getByText('Saved.').waitFor();
}

test('C10 makes a second site in the console, whose snippet brings its own look and language', async () => {
  const snippet = await makesSite('Second', '127.0.0.1');
  await greetsWith('Welcome to Second!');
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

test('C10 says once, at its field and by its label, that the name of a new site is too long', async () => {
  const { page } = owner;
  await goesTo('Sites');
  await page.getByRole('link', { name: 'New site' }).click();
  await page.getByLabel('Name of the site').fill('x'.repeat(101));
  await page.getByLabel('Allowed domains').fill('third.example');
  await owner.presses('Create the site');
  await page.getByText('Name of the site: at most 100 characters.').waitFor();
  expect(await page.getByText('at most 100 characters').count()).toBe(1);
  expect(await page.getByLabel('Name of the site').getAttribute('aria-invalid')).toBe('true');
  await goesTo('Sites');
  await owner.presses('Leave');
});

test('C10 names the field when a site has a wrong domain', async () => {
  const { page } = owner;
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await page.getByRole('link', { name: 'New site' }).click();
  await page.getByLabel('Name of the site').fill('Third');
  await page.getByLabel('Allowed domains').fill('shop.example\nhttps://example.org/');
  await page.getByRole('button', { name: 'Create the site' }).click();
  await page
    .getByText(/^“https:\/\/example\.org\/” must be a host name such as example\.org/)
    .first()
    .waitFor();
  await goesTo('Sites');
  await owner.presses('Leave');
});

test('C10 keeps what was written in one section while another is open, and goes to the one that is refused', async () => {
  const { page } = owner;
  await makesSite('Fourth', 'fourth.example');
  await goesTo('Done');
  await page.getByLabel('Allowed domains').fill('not a domain!');
  await goesTo('Looks');
  await page.getByLabel('Welcome text').fill('Hello');
  await page.getByText('There are unsaved changes.').waitFor();
  await goesTo('Sites');
  await owner.presses('Stay');
  expect(await page.getByLabel('Welcome text').inputValue()).toBe('Hello');
  await owner.presses('Save');
  await page.getByText('must be a host name').first().waitFor();
  expect(await page.getByLabel('Allowed domains').getAttribute('aria-invalid')).toBe('true');
  await owner.presses('Discard');
  expect(await page.getByLabel('Allowed domains').inputValue()).toBe('fourth.example');
});

test('C10 drops what was written about a site by whoever leaves without saving', async () => {
  const { page } = owner;
  await goesTo('Looks');
  await page.getByLabel('Welcome text').fill('Never said');
  await goesTo('Sites');
  await owner.presses('Leave');
  await page.getByRole('link', { name: 'Fourth' }).click();
  await goesTo('Looks');
  expect(await page.getByLabel('Welcome text').inputValue()).not.toBe('Never said');
  expect(await page.getByText('There are unsaved changes.').count()).toBe(0);
});

test('C12 turns green when the first page has loaded the widget, and allows a domain that was refused', async () => {
  const { page } = owner;
  const website = await servePage(await makesSite('Sixth', 'sixth.example'));
  await page.getByText('Waiting for the first page.').waitFor();
  const visitor = await (await newPerson(browser)).newPage();
  await visitor.goto(website.url);
  await page.getByText('127.0.0.1 asked for the widget and was refused').waitFor();
  await owner.presses('Allow 127.0.0.1');
  await page.getByText('It is: 127.0.0.1 loaded the widget').waitFor();
  // What the browser keeps of the script is older than the permission.
  const later = await (await newPerson(browser)).newPage();
  await later.goto(website.url);
  await later.locator('counterbell-widget').getByRole('button').first().waitFor();
  await website.stop();
});

test('C12 can be set up later, from any step, and says where there is no such site', async () => {
  const { page } = owner;
  await goesTo('Sites');
  await page.getByRole('link', { name: 'Sixth' }).click();
  await goesTo('Set up step by step');
  expect(await page.getByLabel('Name of the site').inputValue()).toBe('Sixth');
  await page
    .getByRole('list', { name: 'Steps' })
    .getByRole('link', { name: 'Installation' })
    .click();
  await page.getByText('It is: 127.0.0.1 loaded the widget').waitFor();
  await page.getByRole('tab', { name: 'HTML' }).press('End');
  await page.getByText('Counterbell.vue', { exact: true }).waitFor();
  await page.goto(`${relay.url}/console/sites/none`);
  await page.getByRole('heading', { name: 'There is no such site' }).waitFor();
});

test('C10 an owner deletes a site by typing its name: its chat ends, and it is gone from the console', async () => {
  const { page } = owner;
  const website = await servePage(await makesSite('Seventh  heaven', '127.0.0.1'));
  const visitor = await (await newPerson(browser)).newPage();
  await visitor.goto(website.url);
  const widget = visitor.locator('counterbell-widget');
  await widget.getByRole('button').first().click();
  const box = widget.getByRole('textbox');
  await box.fill('Are you there?');
  await box.press('Enter');
  await page.getByRole('link', { name: 'Inbox' }).click();
  await page.getByText('Are you there?').waitFor();

  await goesTo('Sites');
  await page.getByRole('link', { name: 'Seventh' }).click();
  await owner.presses('Delete site');
  const dialog = page.getByRole('dialog', { name: 'Delete the site Seventh heaven?' });
  await dialog.getByText('Chats: 1. Visitors: 1. Files: 0.').waitFor();
  expect(await dialog.getByText('It is the last site.').count()).toBe(0);
  const deletes = dialog.getByRole('button', { name: 'Delete for good' });
  await dialog.getByLabel('Type the name of the site').fill('Sixth');
  expect(await deletes.isDisabled()).toBe(true);
  await dialog.getByLabel('Type the name of the site').fill('Seventh heaven');
  await page.keyboard.press('Enter');
  await page.getByText('The site Seventh heaven is deleted.').waitFor();
  expect(await page.getByRole('link', { name: 'Seventh' }).count()).toBe(0);

  await page.getByRole('link', { name: 'Inbox' }).click();
  await expect.poll(() => page.getByText('Are you there?').count()).toBe(0);
  await widget.getByText('Diesen Chat gibt es nicht mehr.').waitFor();
  const later = await (await newPerson(browser)).newPage();
  const told = later.waitForEvent('console', (line) => line.text().includes('there is no site'));
  await later.goto(website.url);
  await told;
  expect(await later.locator('counterbell-widget').count()).toBe(0);
  await website.stop();
});
