import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let owner: ConsoleOperator;
let page: Page;

beforeAll(async () => {
  relay = await startTestRelay({ alone: true });
  browser = await launchBrowser();
  owner = await ownerArrives(browser, relay, 'Olga');
  page = owner.page;
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const question = () => page.getByRole('alertdialog', { name: 'Leave without saving?' });
const tagName = () => page.getByLabel('Name', { exact: true });
const pathNow = () => new URL(page.url()).pathname;
const goesTo = (name: string) => page.getByRole('link', { name, exact: true }).click();

async function answers(answer: 'Stay' | 'Leave'): Promise<void> {
  await question().getByRole('button', { name: answer, exact: true }).click();
  await question().waitFor({ state: 'detached' });
}

async function chooses(language: string): Promise<void> {
  await page.goto(`${relay.url}/console/profile`);
  // It shows before it is kept.
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/profile/language'));
  await page.locator('main select').selectOption(language);
  await kept;
  await page.locator(`html[lang="${language}"]`).waitFor();
}

/** A new tag is being written, on the screen that was come to from the groups. */
async function writesTag(name: string): Promise<void> {
  await goesTo('Groups');
  await page.getByRole('heading', { name: 'Groups' }).waitFor();
  await goesTo('Replies');
  await goesTo('Tags');
  await owner.presses('New tag');
  await tagName().fill(name);
}

test('C12 asks before what is not saved is lost by a link, a command or the way back, and stays by Escape', async () => {
  await writesTag('urgent');
  await goesTo('Sites');
  await question().waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Stay');
  expect(await faultsInBothThemes(page, 'dialog[open]')).toEqual([]);
  await page.keyboard.press('Escape');
  await question().waitFor({ state: 'detached' });

  await page.keyboard.press('Control+k');
  await page.keyboard.type('Add-ons');
  await page.keyboard.press('Enter');
  await question().waitFor();
  await answers('Stay');

  await page.goBack();
  await question().waitFor();
  await answers('Stay');
  expect(pathNow()).toBe('/console/replies/tags');
  expect(await tagName().inputValue()).toBe('urgent');

  await page.goBack();
  await question().waitFor();
  await answers('Leave');
  await expect.poll(pathNow).toBe('/console/replies');
  await page.goForward();
  await expect.poll(pathNow).toBe('/console/replies/tags');
  expect(await tagName().count()).toBe(0);
});

test('C12 asks before another entry is opened or the form is cancelled, and not where nothing differs or all is saved', async () => {
  await writesTag('first');
  await owner.presses('Save');
  await owner.presses('Change: first');
  await tagName().fill('second');
  await owner.presses('New tag');
  await question().waitFor();
  await answers('Stay');
  await owner.presses('Cancel');
  await question().waitFor();
  await answers('Stay');
  await tagName().fill('first');
  await owner.presses('Cancel');
  await page.getByRole('button', { name: 'Change: first' }).waitFor();
  await owner.presses('Change: first');
  await tagName().fill('second');
  await owner.presses('Save');
  await page.getByRole('button', { name: 'Change: second' }).waitFor();
  await goesTo('Sites');
  await page.getByRole('heading', { name: 'Sites' }).waitFor();
  expect(await question().count()).toBe(0);
});

test('C12 takes the question back once what it was about is saved', async () => {
  await writesTag('slow');
  let save: () => void = () => undefined;
  const isHeld = new Promise<void>((resolve) => {
    save = resolve;
  });
  await page.route('**/api/v1/tags', async (route) => {
    await isHeld;
    await route.continue();
  });
  await owner.presses('Save');
  await owner.presses('Cancel');
  await question().waitFor();
  save();
  await question().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Change: slow' }).waitFor();
  await page.unroute('**/api/v1/tags');
});

test('C12 asks in the console’s own words before an entry is deleted, and Escape keeps it', async () => {
  const deletes = page.getByRole('alertdialog', { name: /^Delete “slow”\?/ });
  await owner.presses('Change: slow');
  await owner.presses('Delete');
  await deletes.waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
  expect(await faultsInBothThemes(page, 'dialog[open]')).toEqual([]);
  await page.keyboard.press('Escape');
  await deletes.waitFor({ state: 'detached' });
  expect(await tagName().inputValue()).toBe('slow');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Delete');
  await page.keyboard.press('Enter');
  await deletes.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Change: slow' }).waitFor({ state: 'detached' });
});

test('C12 asks the same on the pages of a group, an operator and the own profile', async () => {
  await page.goto(`${relay.url}/console/groups/new`);
  await page.getByLabel('Name', { exact: true }).fill('Kilns');
  await goesTo('Cancel');
  await answers('Stay');
  await owner.presses('Create group');
  await page.getByRole('heading', { name: 'Groups' }).waitFor();
  expect(await question().count()).toBe(0);

  await page.getByRole('link', { name: 'Operators', exact: true }).click();
  await page.locator('main').getByRole('link', { name: 'Olga' }).click();
  await page.getByLabel('Chats at once').fill('9');
  await goesTo('All operators');
  await answers('Leave');
  await page.getByRole('heading', { name: 'Operators' }).waitFor();

  await page.goto(`${relay.url}/console/profile`);
  await page.getByLabel('Name', { exact: true }).fill('Olga B.');
  await goesTo('Sites');
  await answers('Stay');
  await page.locator('main').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await goesTo('Sites');
  await page.getByRole('heading', { name: 'Sites' }).waitFor();
});

test('C12 asks nothing about a group that was deleted with changes to it', async () => {
  await page.goto(`${relay.url}/console/groups/new`);
  await page.getByLabel('Name', { exact: true }).fill('Glazes');
  await owner.presses('Create group');
  await page.getByRole('link', { name: 'Glazes' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Glazes of lead');
  await owner.presses('Delete group');
  await owner.presses('Delete group');
  await page.getByRole('heading', { name: 'Groups' }).waitFor();
  expect(await question().count()).toBe(0);
});

test('C12 asks nothing about a password that the browser filled in', async () => {
  await page.goto(`${relay.url}/console/profile`);
  const form = page.locator('form', { hasText: 'New e-mail address' });
  expect(await form.locator('[autocomplete=username]').inputValue()).toBe('olga@example.org');
  await form.getByLabel('Present password').fill('a password for tests');
  await goesTo('Sites');
  await page.getByRole('heading', { name: 'Sites' }).waitFor();
});

test('C12 keeps each digit of a number that is typed where none was', async () => {
  await page.goto(`${relay.url}/console/operators`);
  await page.locator('main').getByRole('link', { name: 'Olga B.' }).click();
  const limit = page.getByLabel('Chats at once');
  await limit.fill('');
  await owner.presses('Save');
  await page.getByText('Chats at once: this must be a whole number.').waitFor();
  await limit.pressSequentially('12');
  expect(await limit.inputValue()).toBe('12');
  await page.getByText('this must be a whole number').waitFor({ state: 'detached' });
  await owner.presses('Save');
  await page.getByText('Saved.').waitFor();
  await page.reload();
  await expect.poll(() => limit.inputValue()).toBe('12');
});

test('C12 says at each input what is wrong, in the console’s language, and takes one to the first', async () => {
  await chooses('de');
  await page.goto(`${relay.url}/console/operators`);
  await page.getByRole('button', { name: 'Einladungslink erzeugen' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await page.getByRole('alert').getByText('Name: Das darf nicht leer sein.').waitFor();
  await page.getByRole('alert').getByText('E-Mail: Das darf nicht leer sein.').waitFor();
  expect(await name.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await name.getAttribute('aria-invalid')).toBe('true');
  await name.fill('Ada');
  await page.getByText('Name: Das darf nicht leer sein.').waitFor({ state: 'detached' });
  await page.getByLabel('E-Mail').fill('ada');
  await page.getByLabel('E-Mail').press('Enter');
  await page.getByText('E-Mail: Das muss eine E-Mail-Adresse sein.').waitFor();
  expect(await faultsInBothThemes(page, 'main')).toEqual([]);
});

test('C12 names the day and the times of hours that end before they begin', async () => {
  await page.goto(`${relay.url}/console/operators`);
  await page.locator('main').getByRole('link', { name: 'Olga B.' }).click();
  await page.getByText('Hat Arbeitszeiten').click();
  const end = page.getByLabel('Montag, bis');
  await end.fill('08:00');
  await end.blur();
  await page.locator('main form button[type="submit"]').click();
  await page
    .getByRole('alert')
    .getByText('Montag, 09:00 bis 08:00: Das Ende muss nach dem Beginn liegen.')
    .waitFor();
  expect(await end.getAttribute('aria-invalid')).toBe('true');
  expect(await end.evaluate((input) => input === document.activeElement)).toBe(true);
  const about = (await end.getAttribute('aria-describedby')) ?? '';
  expect(await page.locator(`[id="${about}"]`).textContent()).toContain('Montag');
  expect(await faultsInBothThemes(page, 'main')).toEqual([]);
  const begin = page.getByLabel('Montag, von');
  await begin.fill('07:00');
  await begin.blur();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.locator('main form button[type="submit"]').click();
  await page.getByText('Gespeichert.').waitFor();
  await chooses('en');
});

test('C12 keeps a time empty that was emptied, while it says so and until it is written anew', async () => {
  await page.goto(`${relay.url}/console/operators`);
  await page.locator('main').getByRole('link', { name: 'Olga B.' }).click();
  const begin = page.getByLabel('Monday, from');
  await begin.fill('');
  await owner.presses('Save');
  const fault = page.getByRole('alert').getByText('Monday, from: this must be a time');
  await fault.waitFor();
  expect(await begin.inputValue()).toBe('');
  expect(await begin.getAttribute('aria-invalid')).toBe('true');
  // Also while something else is written.
  await page.getByLabel('Tuesday, to').fill('18:00');
  await begin.focus();
  expect(await begin.inputValue()).toBe('');
  await begin.fill('07:30');
  await fault.waitFor({ state: 'detached' });
  await owner.presses('Save');
  await page.getByText('Saved.').waitFor();
  await page.reload();
  await expect.poll(() => begin.inputValue()).toBe('07:30');
});

test('C12 says nothing of hours that were wrong and are taken out', async () => {
  await page.goto(`${relay.url}/console/operators`);
  await page.locator('main').getByRole('link', { name: 'Olga B.' }).click();
  await owner.presses('Add hours on Monday');
  const ends = page.getByLabel('Monday, to');
  await ends.first().fill('06:00');
  await owner.presses('Save');
  await page.getByRole('alert').getByText('the end must come after').waitFor();
  expect(await ends.first().getAttribute('aria-invalid')).toBe('true');
  await page.getByRole('button', { name: 'Remove hours of Monday' }).first().click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  expect(await ends.count()).toBe(1);
  expect(await ends.getAttribute('aria-invalid')).toBe('false');
});

test('C12 takes one to what the relay refused, from the foot of a long page', async () => {
  await page.setViewportSize({ width: 390, height: 500 });
  await page.goto(`${relay.url}/console/groups/new`);
  await page.getByLabel('Name', { exact: true }).fill('Kilns');
  await owner.presses('Create group');
  const name = page.getByLabel('Name', { exact: true });
  await page.getByRole('alert').getByText('“Kilns” is there already').waitFor();
  await expect.poll(() => name.evaluate((input) => input === document.activeElement)).toBe(true);
  await expect
    .poll(() => name.evaluate((input) => input.getBoundingClientRect().top))
    .toBeGreaterThanOrEqual(0);
});
