import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let page: Page;
let visitor: ShopVisitor;
let complaints: string[];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  // axe is put into the page.
  const person = await newPerson(browser, { bypassCSP: true });
  operator = await operatorWith(person, relay.url, relay.ownerLink, 'Ada');
  page = operator.page;
  complaints = complaintsOf(page);
  await operator.accepts();
  visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo/product`);
  await visitor.opensPanel();
  await visitor.writes('May I send the teapot back?');
  await visitor.seesState('Sent');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const composer = () => page.getByLabel('Message to the visitor');

async function goesTo(section: string): Promise<void> {
  await page.getByRole('link', { name: 'Replies' }).click();
  await page.getByRole('link', { name: section, exact: true }).click();
}

async function opensTheChat(): Promise<void> {
  await page.getByRole('link', { name: 'Inbox' }).click();
  await operator.opensChat('Demo shop');
}

test('C5 lets an operator tag a chat by keyboard, with a tag made on the spot, which the visitor never sees', async () => {
  await operator.opensChat('teapot');
  await page.keyboard.press('l');
  await page.getByRole('combobox', { name: 'Find a tag' }).fill('Refund');
  await page.getByRole('option', { name: 'Make the tag “Refund”' }).waitFor();
  await page.keyboard.press('Enter');
  await operator.sees('Ada put on the tag “Refund”');
  expect(await faultsInBothThemes(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('.chat-row', { hasText: 'Refund' }).waitFor();
  await page.getByRole('button', { name: 'Take off the tag “Refund”' }).click();
  await operator.sees('Ada took off the tag “Refund”');
  await operator.writes('One moment.');
  await visitor.sees('One moment.');
  const seen = await visitor.page.locator('counterbell-widget').innerText();
  expect(seen).not.toContain('Refund');
});

test('C5 refuses a canned response with an unknown variable, naming those that are known', async () => {
  await goesTo('Canned responses');
  await page.getByRole('button', { name: 'New canned response' }).click();
  await page.getByLabel('Shortcut').fill('return');
  await page.getByLabel('Text', { exact: true }).fill('Dear {{visitor.shoe}}');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('visitor.shoe is not known. Known are visitor.name').waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
});

test('C5 puts a canned response in by its shortcut, filled in, and sends its file after it', async () => {
  const text = page.getByLabel('Text', { exact: true });
  await text.fill('Dear ');
  await page.getByRole('button', { name: 'Fill in: Visitor’s name' }).click();
  await text.press('End');
  await text.pressSequentially(', the label for {{page.title}} is attached.');
  const [picker] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Attach files' }).click(),
  ]);
  await picker.setFiles({
    name: 'label.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('A label'),
  });
  await page.getByRole('button', { name: 'Remove label.txt' }).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Files: 1').waitFor();
  await opensTheChat();
  await visitor.page.evaluate(() =>
    Reflect.get(window, 'Counterbell').identify({ name: '<b>Eve</b>\n> {{operator.name}}' }),
  );
  await page.getByRole('heading', { name: '<b>Eve</b>' }).waitFor();
  await composer().pressSequentially('Sure. /ret');
  await page.getByRole('option', { name: '/return' }).waitFor();
  expect(await faultsInBothThemes(page)).toEqual([]);
  await page.keyboard.press('Tab');
  const filled =
    /^Sure\. Dear <b>Eve<\/b> > \{\{operator\.name\}\}, the label for .+ is attached\.$/;
  await expect.poll(() => composer().inputValue()).toMatch(filled);
  await page.keyboard.press('Enter');
  await visitor.sees(/Dear <b>Eve<\/b>/);
  await visitor.sees('label.txt');
});

test('C5 closes the menu by Escape, and leaves what is no shortcut alone', async () => {
  await composer().fill('');
  await composer().pressSequentially('/r');
  await page.getByRole('listbox').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await composer().inputValue()).toBe('/r');
  await composer().fill('');
  await composer().blur();
  await page.keyboard.press('m');
  await page.getByRole('listbox').waitFor();
  await page.keyboard.press('Escape');
  expect(await composer().inputValue()).toBe('');
  await composer().pressSequentially('and/return');
  expect(await page.getByRole('listbox').count()).toBe(0);
  await composer().fill('');
});

test('C5 runs a macro by its key, step by step in the log, and says which step stopped it', async () => {
  await goesTo('Macros');
  await page.getByRole('button', { name: 'New macro' }).click();
  await page.keyboard.type('Send it back');
  for (const kind of ['Send a canned response', 'Put on a tag', 'Write a note', 'Close the chat']) {
    await page.getByLabel('Further step').selectOption(kind);
    await page.getByRole('button', { name: 'Add step' }).click();
  }
  await page.getByLabel('Step 3: Write a note', { exact: true }).fill('Label for {{visitor.name}}');
  await page.getByLabel('Key').selectOption('⇧ 1');
  expect(await faultsInBothThemes(page)).toEqual([]);
  const up = page.getByRole('button', { name: 'Move up Step 4: Close the chat' });
  await up.press('Enter');
  await page.getByText('“Close the chat” is now number 3 of 4.').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('“Close the chat” is now number 2 of 4.').waitFor();
  for (const place of [2, 3]) {
    const name = `Move down Step ${place}: Close the chat`;
    await page.getByRole('button', { name }).press('Enter');
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Send /return › Tag “Refund” › Note').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('New macro');
  await opensTheChat();
  await page.keyboard.press('Shift+Digit1');
  await operator.sees('closed the chat');
  await operator.sees('Label for <b>Eve</b>');
  await visitor.sees('The chat was closed');
  expect((await visitor.messages()).filter((text) => text.includes('is attached'))).toHaveLength(2);
  await page.keyboard.press('Shift+Digit1');
  await page.getByText('“Send it back” stopped at step 1 of 4, Send /return: ').waitFor();
  // The refusal of the unknown variable, which browsers tell of too.
  expect(complaints.filter((text) => !text.includes('status of 400'))).toEqual([]);
});
