import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { type ConsoleApi, consoleApi, PASSWORD } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let page: Page;
let owner: ConsoleApi;
let complaints: string[];
let grace: Awaited<ReturnType<typeof arrives>>;
let edith: Awaited<ReturnType<typeof arrives>>;

async function arrives(text: string, name?: string) {
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  if (name) visitor.line.say({ type: 'identify', name });
  const { chat } = await visitor.writes(text);
  return { ...visitor, chat };
}

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  // axe is put into the page as a script, which the console's own policy refuses.
  const person = await newPerson(browser, { bypassCSP: true });
  operator = await operatorWith(person, relay.url, relay.ownerLink, 'Ada');
  page = operator.page;
  complaints = complaintsOf(page);
  const cookies = await page.context().cookies();
  owner = consoleApi(relay.url, cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
  grace = await arrives('Is the glaze safe?', 'Grace');
  edith = await arrives('Do you ship to Oslo?', 'Edith');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const rows = () => page.getByRole('list', { name: 'Chats' }).getByRole('link');
const row = (name: string) => rows().filter({ hasText: name });
const head = () => page.locator('main header');
const whoIsListed = () => rows().locator('strong').allInnerTexts();

/** What does not fit ends in an ellipsis, within the part that it stands in. */
function isCut(element: HTMLElement | SVGElement): boolean {
  const within = element.closest('.title')?.getBoundingClientRect();
  const { left, right } = element.getBoundingClientRect();
  const isWithin = within !== undefined && left >= within.left && right <= within.right;
  const ends = getComputedStyle(element).textOverflow === 'ellipsis';
  return isWithin && ends && element.scrollWidth > element.clientWidth;
}

test('C1 leaves a chat where it stands when it is accepted, and moves it when something is said', async () => {
  await expect.poll(whoIsListed).toEqual(['Edith', 'Grace']);
  await page.getByRole('button', { name: 'Accept the chat of Grace' }).click();
  await head().getByText('Active · Ada').waitFor();
  await row('Grace').getByText('Active').waitFor();
  expect(await whoIsListed()).toEqual(['Edith', 'Grace']);
  await grace.writes('For food, I mean', grace.chat);
  await expect.poll(whoIsListed).toEqual(['Grace', 'Edith']);
});

test('C1 leaves a visitor’s note, and not the chat, by Escape on a button of it', async () => {
  await operator.presses('Add a note');
  await page.getByRole('button', { name: 'Cancel' }).press('Escape');
  await page.getByLabel('New note').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Grace' }).waitFor();
});

test('C1 accepts nothing before it is answered whether a note that is not saved may go', async () => {
  const accept = page.getByRole('button', { name: 'Accept the chat of Edith' });
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await operator.presses('Add a note');
  await page.getByLabel('New note').fill('Asks about lead');
  await accept.click();
  await operator.presses('Stay');
  await question.waitFor({ state: 'detached' });
  expect(await page.getByLabel('New note').inputValue()).toBe('Asks about lead');
  await row('Edith')
    .getByText(/^Waiting/)
    .waitFor();
  expect(await accept.count()).toBe(1);
  await operator.presses('Cancel');
  await operator.presses('Leave');
});

test('C1 offers to accept a chat in its row, where there is room for a finger, and only while it waits', async () => {
  const accept = page.getByRole('button', { name: /^Accept the chat of/ });
  await expect.poll(() => accept.count()).toBe(1);
  expect((await accept.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  await accept.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Edith' }).waitFor();
  // Letters that follow are the answer, and close no chat.
  const field = page.getByLabel('Message to the visitor');
  await expect.poll(() => field.evaluate((area) => area === document.activeElement)).toBe(true);
  await head().getByText('Active · Ada').waitFor();
  await expect.poll(() => accept.count()).toBe(0);
});

test('C1 says how long a visitor waits for an answer, also once somebody has accepted, and until they have one', async () => {
  await row('Edith')
    .getByText(/^Waiting \d+ secs?$/)
    .waitFor();
  await head()
    .getByText(/^Waiting \d+ secs?$/)
    .waitFor();
  await operator.writes('We do.');
  await head().getByText('Waiting').waitFor({ state: 'detached' });
  await row('Edith').getByText('Waiting').waitFor({ state: 'detached' });
  await row('Grace')
    .getByText(/^Waiting/)
    .waitFor();
});

test('C1 tells how long an offer holds, beside how long its visitor waits', async () => {
  await owner.call('PUT', '/groups/everybody', { acceptSeconds: 600 });
  await operator.accepts();
  await arrives('Anybody there?', 'Hedy');
  await row('Hedy')
    .getByText(/min.* left to accept$/)
    .waitFor();
  await row('Hedy')
    .getByText(/^Waiting \d+ secs?$/)
    .waitFor();
  await operator.stopsAccepting();
  await row('Hedy')
    .getByText(/left to accept/)
    .waitFor({ state: 'detached' });
});

test('C1 tells how long a visitor waits by the relay’s clock, whatever the computer’s own says', async () => {
  const person = await newPerson(browser);
  await person.addInitScript('{ const now = Date.now; Date.now = () => now() + 3_600_000; }');
  const early = await person.newPage();
  await early.goto(`${relay.url}/console`);
  await early.getByLabel('E-mail').fill('ada@example.org');
  await early.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await early.getByRole('button', { name: 'Sign in' }).click();
  await arrives('What is the time?', 'Ida');
  await early
    .locator('.chat-row', { hasText: 'Ida' })
    .getByText(/^Waiting \d+ secs?$/)
    .waitFor();
  await person.close();
});

test('C1 shows who accepts chats, how many they have of how many, and the longest wait of the queue', async () => {
  const team = page.locator('.team');
  await team.getByText(/^0 operators accept chats · Longest wait \d/).waitFor();
  await team.locator('summary').click();
  await team.getByText('Not accepting · 2 of 6 chats').waitFor();
  await operator.accepts();
  await team.getByText('1 operator accepts chats').waitFor();
  await team.getByText(/^Accepting · \d of 6 chats/).waitFor();
  await operator.stopsAccepting();
});

test('C11 marks a banned visitor in the lists and above the chat, and no longer once they may write', async () => {
  await row('Edith').click();
  const visitor = edith.welcome.visitor;
  await owner.call('POST', '/bans', { visitor, minutes: 60, reason: 'Spam', closeChat: false });
  await row('Edith').getByText('Banned', { exact: true }).waitFor();
  await head().getByText('Banned', { exact: true }).waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
  await owner.call('DELETE', `/bans/${visitor}`);
  await row('Edith').getByText('Banned', { exact: true }).waitFor({ state: 'detached' });
  await head().getByText('Banned', { exact: true }).waitFor({ state: 'detached' });
});

test('C1 calls a visitor without a name the same above the chat and beside what they said', async () => {
  await arrives('Nobody knows me');
  await operator.opensChat('Nobody knows me');
  const heading = await page.locator('main h1').innerText();
  expect(heading).toMatch(/^Visitor [0-9A-F]{5}$/);
  expect(await page.locator('.said.theirs .by bdi').allInnerTexts()).toEqual([heading]);
});

test('C1 shortens above the chat who answers it where the name is long, and takes two lines for it on a phone', async () => {
  const name = 'Augusta '.repeat(12).trim();
  await owner.call('PUT', '/profile/name', { name });
  await arrives('Who is there?', 'Joan');
  await row('Joan').click();
  await operator.presses('Accept');
  const who = head().locator('.whose', { hasText: name });
  await page.setViewportSize({ width: 1_000, height: 700 });
  await who.waitFor();
  expect(await who.evaluate(isCut)).toBe(true);
  await page.setViewportSize({ width: 390, height: 844 });
  const lines = await who.evaluate(
    (element) => element.clientHeight / Number.parseFloat(getComputedStyle(element).fontSize),
  );
  expect(lines).toBeGreaterThan(2);
  expect(lines).toBeLessThan(3.5);
  await page.setViewportSize({ width: 1_280, height: 720 });
  await owner.call('PUT', '/profile/name', { name: 'Ada' });
});

test('C2 puts an emoji from the picker into a message, by keyboard alone', async () => {
  await row('Grace').click();
  const field = page.getByLabel('Message to the visitor');
  await field.fill('Quite safe ');
  await page.getByRole('button', { name: 'Emoji' }).press('Enter');
  const search = page.getByRole('searchbox', { name: 'Search emoji' });
  await search.fill('thumbs');
  await search.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  expect(await faultsInBothThemes(page)).toEqual([]);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  expect(await field.inputValue()).toBe('Quite safe 👍');
  await page.keyboard.press('Enter');
  await operator.sees('Quite safe 👍');
  await page.getByRole('button', { name: 'Emoji' }).press('Enter');
  await search.press('Escape');
  await search.waitFor({ state: 'detached' });
});

test('C1 says at once that the line is lost where the device has no network, and goes on where it has', async () => {
  await page.context().setOffline(true);
  await page.getByText(/^You are offline/).waitFor();
  await page.context().setOffline(false);
  await page.getByText(/^You are offline/).waitFor({ state: 'detached' });
  // What the browser itself says of tries without a network.
  expect(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});
