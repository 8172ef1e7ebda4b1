import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { type ConsoleApi, consoleApi } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let ada: ConsoleOperator;
let bob: ConsoleOperator;
let vera: ConsoleOperator;
let owner: ConsoleApi;
let visitor: Awaited<ReturnType<typeof visitorArrives>>;
let complaints: string[];

async function arrives(link: string, name: string): Promise<ConsoleOperator> {
  // axe is put into the page as a script, which the console's own policy refuses.
  const person = await newPerson(browser, { bypassCSP: true });
  const operator = await operatorWith(person, relay.url, link, name);
  complaints.push(...complaintsOf(operator.page));
  return operator;
}

async function invited(name: string, role: 'operator' | 'viewer'): Promise<ConsoleOperator> {
  const email = `${name.toLowerCase()}@example.org`;
  const { body } = await owner.call('POST', '/operators', { name, email, role });
  return arrives(body.link, name);
}

/** Shift and 1 answers with a canned response. */
async function makeMacro(): Promise<void> {
  const scope = { kind: 'everybody' };
  const glaze = { shortcut: 'glaze', text: 'No lead is in our glaze', scope };
  const { body } = await owner.call('POST', '/canned-responses', glaze);
  const steps = [{ kind: 'send', response: body.id }];
  await owner.call('POST', '/macros', { name: 'Glaze', key: '1', scope, steps });
}

beforeAll(async () => {
  complaints = [];
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  ada = await arrives(relay.ownerLink, 'Ada');
  const cookies = await ada.page.context().cookies();
  owner = consoleApi(relay.url, cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
  // What is prepared is read as somebody signs in.
  await makeMacro();
  [bob, vera] = await Promise.all([invited('Bob', 'operator'), invited('Vera', 'viewer')]);
  visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  await visitor.writes('Is the glaze safe for food?');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const state = (operator: ConsoleOperator, words: string) =>
  operator.page.locator('main header').getByText(words).waitFor();
/** Answers whether the chat is to be taken over. */
async function answers({ page }: ConsoleOperator, answer: 'Take over' | 'Cancel'): Promise<void> {
  const question = page.getByRole('alertdialog', {
    name: 'This takes the chat over from Ada. Go on?',
  });
  await question.getByRole('button', { name: answer }).click();
  await question.waitFor({ state: 'detached' });
}
const composer = (operator: ConsoleOperator, label: string) => operator.page.getByLabel(label);

test('C2 lets one of two who accept at the same moment have the chat, and tells the other who', async () => {
  await Promise.all([ada.opensChat('glaze'), bob.opensChat('glaze')]);
  // A browser that is busy while the other one accepts: it hears of that only after its own click.
  const click = bob.page.evaluate(() => {
    const until = performance.now() + 1_000;
    while (performance.now() < until);
    document.querySelector<HTMLElement>('.acts .main')?.click();
  });
  await Promise.all([click, ada.presses('Accept')]);
  await Promise.race([ada.sees(/was quicker/), bob.sees(/was quicker/)]);
  const hasAda = await ada.page.getByText('Bob was quicker').isVisible();
  const [winner, loser] = hasAda ? [bob, ada] : [ada, bob];
  await state(loser, `Active · ${winner === ada ? 'Ada' : 'Bob'}`);
  // What is told of it is past once the chat has moved on.
  if (winner === ada) {
    await ada.presses('Close chat');
    await ada.presses('Reopen');
  } else await ada.presses('Take over');
  await loser.page.getByText('was quicker').waitFor({ state: 'detached' });
  // For what follows it is Ada's.
  await state(bob, 'Active · Ada');
});

test('C2 makes it plain who looks on, on both sides, and lets them leave a note without joining', async () => {
  await vera.opensChat('glaze');
  await vera.page.getByText('You are looking on: Ada answers.').waitFor();
  expect(await vera.page.locator('.acts, .composer').count()).toBe(0);
  await bob.page.getByText('You are looking on: Ada answers.').waitFor();
  await ada.page.getByText(/^Also here: (Bob, Vera|Vera, Bob)$/).waitFor();
  await composer(bob, 'Note for operators').fill('It is, ask the potter');
  await composer(bob, 'Note for operators').press('Enter');
  await ada.sees('It is, ask the potter');
  await vera.sees('It is, ask the potter');
  await state(bob, 'Active · Ada');
  expect(JSON.stringify(visitor.line.heard)).not.toContain('potter');
});

test('C2 says before a message takes a colleague’s chat over that it will', async () => {
  await bob.page.getByText('Message', { exact: true }).click();
  await bob.page.getByText('Sending takes the chat over from Ada.').waitFor();
  const chooser = bob.page.waitForEvent('filechooser');
  await bob.presses('Attach files');
  await (await chooser).setFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.of(65) });
  await answers(bob, 'Cancel');
  await state(bob, 'Active · Ada');
  await composer(bob, 'Message to the visitor').fill('Bob here');
  await bob.presses('Take over and send');
  await state(ada, 'Active · Bob');
  await bob.page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  await ada.presses('Take over');
  await state(bob, 'Active · Ada');
});

test('C2 asks before a macro that sends something takes a colleague’s chat over', async () => {
  await composer(bob, 'Message to the visitor').blur();
  await bob.page.keyboard.press('Shift+Digit1');
  await answers(bob, 'Cancel');
  await bob.page.keyboard.press('Shift+Digit1');
  await answers(bob, 'Take over');
  await state(ada, 'Active · Bob');
  await ada.sees('No lead is in our glaze');
  // Once, by the second press.
  const said = await ada.messages();
  expect(said.filter((text) => text.includes('No lead'))).toHaveLength(1);
  await ada.presses('Take over');
  await state(bob, 'Active · Ada');
});

test('C2 transfers a chat with a note, all by keyboard, and puts a bad choice right', async () => {
  const { page } = ada;
  await page.locator('h1').first().focus();
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'Transfer the chat' });
  await dialog.getByText('Not accepting').first().waitFor();
  expect(await faultsInBothThemes(page, 'dialog')).toEqual([]);
  await page.keyboard.type('bob');
  await page.keyboard.press('Enter');
  expect(await dialog.getByRole('button', { name: 'Transfer', exact: true }).isDisabled()).toBe(
    true,
  );
  await bob.accepts();
  await dialog.getByText('0 of 6 chats').waitFor();
  // Who is shown as chosen is who gets it, before anything was pressed.
  const submit = dialog.getByRole('button', { name: 'Transfer to Bob' });
  await submit.waitFor();
  expect(await dialog.getByRole('option', { selected: true }).innerText()).toContain('Bob');
  await page.keyboard.press('Enter');
  const note = dialog.getByLabel('Note for them');
  await note.fill('Wants a certificate');
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  for (const _ of ['once', 'and again, as browsers close a dialog by the second Escape']) {
    await note.press('Escape');
    await question.getByRole('button', { name: 'Stay' }).press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await note.inputValue()).toBe('Wants a certificate');
  }
  await submit.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await ada.sees('Ada transferred the chat to Bob');
  await bob.sees('Wants a certificate');
  await bob.page.locator('h1').first().focus();
  await bob.page.keyboard.press('a');
  await state(ada, 'Active · Bob');
});

test('C2 quotes what the visitor said, by key and by a button of the message', async () => {
  const { page } = bob;
  await page.locator('h1').first().focus();
  await page.keyboard.press('q');
  const field = composer(bob, 'Message to the visitor');
  await expect.poll(() => field.inputValue()).toBe('> Is the glaze safe for food?\n\n');
  await page.keyboard.type('Yes');
  await page.keyboard.press('Enter');
  await page.locator('.ours blockquote').waitFor();
  const said = page.locator('.said.theirs').first();
  await said.hover();
  await said.getByRole('button', { name: 'Quote' }).click();
  await expect.poll(() => field.inputValue()).toContain('> Is the glaze');
  await field.fill('');
});

test('C2 keeps a message a message under the cursor while a colleague closes the chat, and reopens it', async () => {
  const field = composer(bob, 'Message to the visitor');
  await field.fill('The certificate is');
  await ada.page.getByRole('button', { name: 'Close chat' }).click();
  await bob.page.getByText('The chat was closed. What you wrote is kept').waitFor();
  expect(await field.inputValue()).toBe('The certificate is');
  await field.press('Enter');
  expect(await bob.messages()).not.toContain('The certificate is');
  await bob.page.locator('.held').getByRole('button', { name: 'Reopen' }).click();
  await state(bob, 'Active · Bob');
  await field.press('Enter');
  await bob.sees('The certificate is');
  await visitor.line.hear('event', ({ event }) => event.kind === 'reopened');
});

test('C11 bans a visitor from the menu on a phone, lists the ban, and lifts it', async () => {
  const { page } = bob;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'More', exact: true }).click();
  expect(await faultsInBothThemes(page, 'main header')).toEqual([]);
  await page.getByRole('menuitem', { name: 'Ban the visitor' }).click();
  await page.getByLabel('For how long').selectOption('For good');
  await page.getByLabel('Reason').fill('<b>Insults</b> everybody');
  expect(await faultsInBothThemes(page, 'dialog')).toEqual([]);
  await page.getByRole('button', { name: 'Ban', exact: true }).click();
  await page.getByText('Banned for good by Bob: <b>Insults</b> everybody').waitFor();
  await state(bob, 'Closed');
  await ada.page.keyboard.press('Control+k');
  await ada.page.getByRole('combobox', { name: 'Search commands' }).fill('banned');
  await ada.page.keyboard.press('Enter');
  await ada.page.getByText('<b>Insults</b> everybody').waitFor();
  expect(await faultsInBothThemes(ada.page)).toEqual([]);
  await ada.page.getByRole('button', { name: 'Lift the ban' }).click();
  await ada.page.getByText('Nobody is banned.').waitFor();
  await page.locator('.strip.banned').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
