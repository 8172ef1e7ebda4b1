import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { operatorWith } from '../helpers/console.ts';
import { PASSWORD } from '../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const NEW = 'a password of tomorrow';

let relay: TestRelay;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  relay = await startTestRelay({ alone: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  ({ page } = await operatorWith(await newPerson(browser), relay.url, relay.ownerLink, 'Olga'));
  complaints = complaintsOf(page);
  await page.goto(`${relay.url}/console/profile`);
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** Signs in at a browser of its own. */
async function signsIn(password: string, email = 'olga@example.org'): Promise<Page> {
  const other = await (await newPerson(browser)).newPage();
  await other.goto(`${relay.url}/console`);
  await other.getByLabel('E-mail').fill(email);
  await other.getByLabel('Password').fill(password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  return other;
}

const main = () => page.locator('main');
const formWith = (button: string) =>
  main().locator('form', { has: page.getByRole('button', { name: button }) });

test('E2 an operator changes their name, which their other browser shows too', async () => {
  const other = await signsIn(PASSWORD);
  await other.getByText('Menu of Olga', { exact: true }).waitFor({ state: 'attached' });
  await main().getByLabel('Name').fill('Olga O.');
  await main().getByRole('button', { name: 'Save' }).click();
  await main().getByText('Saved.').waitFor();
  for (const shown of [page, other]) {
    await shown.getByText('Menu of Olga O.', { exact: true }).waitFor({ state: 'attached' });
  }
});

test('E2 an operator changes their e-mail address by the present password, and is signed out elsewhere', async () => {
  const other = await signsIn(PASSWORD);
  await other.getByRole('link', { name: 'Inbox' }).waitFor();
  const form = formWith('Set the new address');
  const sets = form.getByRole('button', { name: 'Set the new address' });
  await form.getByLabel('New e-mail address').fill('Olga@Elsewhere.example');
  await form.getByLabel('Present password').fill('not the present one');
  await sets.click();
  await form.getByText('The present password is wrong.').waitFor();
  await form.getByLabel('Present password').fill(PASSWORD);
  await sets.click();
  await form.getByText('You sign in as Olga@Elsewhere.example from now on.').waitFor();
  await other.getByRole('button', { name: 'Sign in' }).waitFor();

  const again = await signsIn(PASSWORD, 'olga@elsewhere.example');
  await again.getByRole('link', { name: 'Inbox' }).waitFor();
  await form.getByLabel('New e-mail address').fill('olga@example.org');
  await form.getByLabel('Present password').fill(PASSWORD);
  await sets.click();
  await form.getByText('You sign in as olga@example.org from now on.').waitFor();
});

test('E2 says that a change is saved where only reading it again fails', async () => {
  await page.route('**/api/v1/session', (route) => route.abort());
  await main().getByLabel('Name').fill('Olga P.');
  await main().getByRole('button', { name: 'Save' }).click();
  await main().getByText('Saved.').waitFor();
  await page.unroute('**/api/v1/session');
});

test('E2 an operator changes their password by the present one, and is signed out elsewhere', async () => {
  const other = await signsIn(PASSWORD);
  await other.getByRole('link', { name: 'Inbox' }).waitFor();
  const sets = main().getByRole('button', { name: 'Set the new password' });
  const form = formWith('Set the new password');
  await form.getByLabel('Present password').fill('not the present one');
  await main().getByLabel('New password').fill(NEW);
  await sets.click();
  await form.getByText('The present password is wrong.').waitFor();

  await form.getByLabel('Present password').fill(PASSWORD);
  await sets.click();
  await main().getByText('The new password holds.').waitFor();
  await other.getByRole('button', { name: 'Sign in' }).waitFor();
  await expect.poll(() => main().getByLabel('New password').inputValue()).toBe('');

  const again = await signsIn(NEW);
  await again.getByRole('link', { name: 'Inbox' }).waitFor();
  expect(complaints.filter((one) => !/403|ERR_FAILED/.test(one))).toEqual([]);
});
