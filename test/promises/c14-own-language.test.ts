import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { operatorWith } from '../helpers/console.ts';
import { PASSWORD } from '../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;

beforeAll(async () => {
  relay = await startTestRelay({ alone: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

async function opens(person: BrowserContext): Promise<Page> {
  const page = await person.newPage();
  await page.goto(`${relay.url}/console`);
  return page;
}

async function signsIn(page: Page): Promise<void> {
  await page.locator('input[name="email"]').fill('olga@example.org');
  await page.locator('input[name="password"]').fill(PASSWORD);
  await page.locator('button[type="submit"]').click();
  await page.locator('.frame').waitFor();
}

const spoken = (page: Page) => page.locator('html').getAttribute('lang');

test('C14 speaks the language of the account wherever its operator signs in, and the browser’s before and after', async () => {
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  const { page } = await operatorWith(await newPerson(browser), relay.url, relay.ownerLink, 'Olga');
  await page.goto(`${relay.url}/console/profile`);
  const told = page.waitForResponse('**/profile/language');
  await page.locator('main select').selectOption('de');
  expect((await told).status()).toBe(204);

  const other = await opens(await newPerson(browser, { locale: 'fr-FR' }));
  await other.locator('html[lang="fr"]').waitFor();
  await signsIn(other);
  expect(await spoken(other)).toBe('de');
  await other.reload();
  await other.locator('.frame').waitFor();
  expect(await spoken(other)).toBe('de');

  await other.locator('.own-menu summary').click();
  await other.getByRole('button', { name: 'Abmelden' }).click();
  await other.locator('input[name="password"]').waitFor();
  expect(await spoken(other)).toBe('fr');
});
