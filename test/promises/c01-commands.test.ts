import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  // axe is put into the page as a script, which the console's own policy refuses.
  const person = await newPerson(browser, { bypassCSP: true });
  operator = await operatorWith(person, relay.url, relay.ownerLink, 'Ada');
  page = operator.page;
  complaints = complaintsOf(page);
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  await visitor.writes('Do you ship to Norway?');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** Opens the palette by its key and writes into it. */
async function search(text: string) {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search commands and chats' });
  await field.fill(text);
  return field;
}

test('C1 finds a chat by what was said in it and opens it, all by keyboard', async () => {
  await page.locator('.chat-row').waitFor();
  await search('norw');
  await page.keyboard.press('Enter');
  await operator.sees('Do you ship to Norway?');
});

test('C1 names the command under the cursor to screen readers, and axe finds nothing', async () => {
  const field = await search('theme');
  const named = async () => {
    const id = await field.getAttribute('aria-activedescendant');
    return page.locator(`[id="${id}"]`).innerText();
  };
  await expect.poll(named).toBe('Theme: Light');
  await field.fill('them');
  // At once: a key is not to be undone by what a letter before it still does.
  await page.keyboard.press('ArrowDown');
  await expect.poll(named).toBe('Theme: Dark');
  await page.keyboard.press('ArrowDown');
  await expect.poll(named).toBe('Theme: Light');
  await page.keyboard.press('End');
  await expect.poll(named).toBe('Theme: Dark');
  expect(await faultsInBothThemes(page, 'dialog')).toEqual([]);
  await page.keyboard.press('Enter');
  await page.locator(':root[data-theme=dark]').waitFor();
});

test('C1 shows what was used lately first', async () => {
  await search('list queue');
  await page.keyboard.press('Enter');
  await search('');
  expect(await page.locator('.palette [role=option]').first().innerText()).toMatch(
    /^Show list: Queue\s+Used lately/,
  );
  await page.keyboard.press('Escape');
});

test('C1 gives the cursor back where it was, in the middle of a sentence', async () => {
  const composer = page.getByLabel('Message to the visitor');
  await composer.fill('We do');
  await search('nothing is called so');
  await page.getByText('Nothing is called “nothing is called so”.').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.type(', by sea');
  expect(await composer.inputValue()).toBe('We do, by sea');
});

test('C1 takes letters for text while somebody writes, and for keys when nobody does', async () => {
  await page.keyboard.press('n');
  expect(await page.getByLabel('Message to the visitor').inputValue()).toBe('We do, by sean');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.getByLabel('Note for operators').waitFor();
});

test('C1 lists every key that acts here', async () => {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  const rows = await keys.locator('dl > div').allInnerTexts();
  expect(rows.map((row) => row.split(/\s+/)[0])).toEqual(
    expect.arrayContaining(['Ctrl', '?', 'j', 'k', '/', 'a', 'r', 'n', 'Esc']),
  );
  await page.keyboard.press('a');
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });
  expect(await operator.page.getByRole('log').innerText()).not.toContain('Ada joined');
});

test('C1 says who closed a chat, and leads to the closed ones where no other is left', async () => {
  await operator.presses('Close chat');
  await operator.sees('Ada closed the chat');
  await page.keyboard.press('4');
  await page.getByText('Every chat is closed.').waitFor();
  await operator.presses('Show list: Closed');
  await page.locator('.chat-row', { hasText: 'Do you ship to Norway?' }).waitFor();
  await page.keyboard.press('o');
  await operator.sees('Ada opened the chat again');
  await search('notif');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Notifications' }).waitFor();
  expect(complaints).toEqual([]);
});
