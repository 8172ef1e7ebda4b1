import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

/** So many messages are more than a screen, and more than a block of the log. */
const LONG = 130;

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let page: Page;
let complaints: string[];
let long: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true, env: { FRAMES_PER_SECOND: '1000' } });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  const person = await newPerson(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  operator = await operatorWith(person, relay.url, relay.ownerLink, 'Ada');
  page = operator.page;
  complaints = complaintsOf(page);
  const site = await demoSiteKey(relay.url);
  const grace = await visitorArrives(relay.url, site, {
    page: { url: 'https://shop.example/tea', title: 'Tea' },
  });
  grace.line.say({ type: 'identify', name: 'Grace' });
  ({ chat: long } = await grace.writes('number 0'));
  for (let nth = 1; nth < LONG; nth += 1) {
    const text = nth === 60 ? 'Where is the blue teapot?' : `number ${nth}`;
    await grace.writes(text, grace.welcome.chats[0]?.id ?? 'new');
  }
  await (await visitorArrives(relay.url, site)).writes('A teapot of glass');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const rows = () => page.getByRole('list', { name: /^(Archive|Search results)$/ }).getByRole('link');
const marked = (on = page) => on.locator('[data-marked=true]');

/** Waits until the marked message is in sight, and says what it holds. */
async function markedInSight(on = page): Promise<string> {
  const isInSight = `(() => {
    const log = document.querySelector('.log')?.getBoundingClientRect();
    const item = document.querySelector('[data-marked=true]')?.getBoundingClientRect();
    return Boolean(log && item && item.top >= log.top && item.bottom <= log.bottom);
  })()`;
  await expect.poll(() => on.evaluate(isInSight), { timeout: 10_000 }).toBe(true);
  return (await marked(on).locator('.bubble').textContent()) ?? '';
}

test('C8 lists every chat without a word, and finds by filters what fits all of them', async () => {
  await page.getByRole('link', { name: 'Archive' }).click();
  await page.getByText('2 chats', { exact: true }).waitFor();
  await page.locator('.filters > summary').click();
  await page.getByLabel('Page’s address contains').fill('/TEA');
  await page.getByText('1 chat', { exact: true }).waitFor();
  await page.getByLabel('Rating').selectOption('good');
  await page.getByText('Nothing was found. All words and filters must fit.').waitFor();
  expect(new URL(page.url()).search).toBe('?rating=good&page=%2FTEA');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => rows().count()).toBe(2);
  await page.getByLabel('Visitor', { exact: true }).fill('gra');
  await page.getByText('1 chat', { exact: true }).waitFor();
  await page.getByLabel('Visitor', { exact: true }).fill('');
  const stranger = rows().filter({ hasText: 'A teapot of glass' });
  const called = (await stranger.locator('strong').textContent()) ?? '';
  expect(called).toMatch(/^Visitor [0-9A-F]{5}$/);
  await page.getByLabel('Visitor', { exact: true }).fill(called);
  await page.getByText('1 chat', { exact: true }).waitFor();
  await expect.poll(() => rows().allInnerTexts()).toEqual([expect.stringContaining('glass')]);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => rows().count()).toBe(2);
  await page.getByLabel('From').fill('2026-03-02');
  await page.getByLabel('To', { exact: true }).fill('2026-03-01');
  const turned = 'The last day lies before the first.';
  await page.locator('.empty', { hasText: turned }).waitFor();
  await page.locator('.field .error', { hasText: turned }).waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => rows().count()).toBe(2);
});

test('C8 says that words are not looked for in names, and leads by one press to who is called so', async () => {
  await page.getByRole('searchbox').fill('Grace');
  await page.getByText('Nothing was found. All words and filters must fit.').waitFor();
  await page.getByText('Words are looked for in what was said, not in names').waitFor();
  const field = page.getByLabel('Visitor', { exact: true });
  await page
    .getByRole('link', { name: 'Look for a visitor with the name or e-mail “Grace”' })
    .click();
  await page.getByText('1 chat', { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe('?visitor=Grace');
  expect(await field.inputValue()).toBe('Grace');
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.goBack();
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('Grace');
  await page.getByRole('searchbox').fill('');
  await expect.poll(() => rows().count()).toBe(2);

  await page.getByRole('link', { name: 'Inbox' }).click();
  await page.getByRole('searchbox').fill('Grace');
  await page.getByRole('link', { name: /^Look for a visitor/ }).click();
  await page.getByText('1 chat', { exact: true }).waitFor();
  await page.locator('.filters > summary', { hasText: 'Filters · 1' }).click();
  await operator.presses('Show all');
});

test('C8 opens what was found at its message, marked, however long the chat is', async () => {
  await expect
    .poll(
      async () => {
        await page.getByRole('searchbox').fill('');
        await page.getByRole('searchbox').fill('teapot');
        await page.locator('[role=status]', { hasText: /found/ }).waitFor({ state: 'attached' });
        return rows().count();
      },
      { timeout: 20_000 },
    )
    .toBe(2);
  await rows().filter({ hasText: 'blue' }).click();
  expect(await markedInSight()).toBe('Where is the blue teapot?');
  await rows().filter({ hasText: 'glass' }).click();
  await page.getByRole('log').getByText('A teapot of glass').waitFor();
  expect(await markedInSight()).toBe('A teapot of glass');
});

test('C8 gives a link to a message that leads a colleague there, after signing in', async () => {
  await rows().filter({ hasText: 'blue' }).click();
  await markedInSight();
  // Something that is not saved is not lost by it, and nothing is asked.
  await operator.presses('Add a note');
  await page.getByLabel('New note').fill('Wants blue');
  await marked().getByRole('link').click();
  await marked().getByText('Link copied').waitFor();
  expect(await page.getByRole('alertdialog').count()).toBe(0);
  await page.locator('.visitor-panel').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('New note').waitFor({ state: 'detached' });
  const link = String(await page.evaluate('navigator.clipboard.readText()'));
  expect(link).toMatch(new RegExp(`^${relay.url}/console/chat/${long}#\\d+$`));

  await operator.presses('Close chat');
  const colleague = await newPerson(browser);
  const other = await colleague.newPage();
  await other.goto(link);
  await other.getByLabel('E-mail').fill('ada@example.org');
  await other.getByLabel('Password', { exact: true }).fill('a password for tests');
  await other.getByRole('button', { name: 'Sign in' }).click();
  expect(await markedInSight(other)).toBe('Where is the blue teapot?');
  await colleague.close();
});

test('C8 saves what the filters find as a file, with what was said and no formula', async () => {
  await page.goto(`${relay.url}/console/archive?q=blue`);
  await rows().first().waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Table of messages (CSV)').check();
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^messages-.*\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain(',message,Where is the blue teapot?\r\n');
  expect(text).not.toContain('glass');
  await dialog.getByText(/is saved: \d+ rows/).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect(complaints).toEqual([]);
});
