import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { gives } from '../helpers/give-files.ts';
import { png } from '../helpers/sample-files.ts';
import { visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const CRACKED = { name: 'cracked.png', mimeType: 'image/png', buffer: png(64, 48) };

let relay: TestRelay;
let browser: Browser;
let ada: ConsoleOperator;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true, alone: true });
  browser = await launchBrowser();
  ada = await ownerArrives(browser, relay, 'Ada', { bypassCSP: true });
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** The editor of one of the demo shop's forms, opened. */
async function editorOf(title: string): Promise<Locator> {
  const { page } = ada;
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await page.getByRole('link', { name: 'Demo shop' }).click();
  await page.getByRole('link', { name: 'Forms', exact: true }).click();
  return opened(title);
}

/** The same on the page that is open, where nothing is to be lost. */
async function opened(title: string): Promise<Locator> {
  const { page } = ada;
  const heading = page.getByRole('heading', { name: title });
  const editor = page.locator('.form-editor', { has: heading });
  if ((await editor.getAttribute('open')) === null) await heading.click();
  return editor;
}

async function saves(): Promise<void> {
  await ada.presses('Save');
  await ada.page.getByText('Saved.').waitFor();
}

async function adds(editor: Locator, kind: string, label: string): Promise<void> {
  await editor.getByLabel('Further field').selectOption({ label: kind });
  await editor.getByRole('button', { name: 'Add', exact: true }).click();
  await ada.page.keyboard.type(label);
}

/** A new visitor with the panel open, whatever it shows. */
async function opensPanel() {
  const { page } = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  const widget = page.locator('counterbell-widget');
  await widget.getByRole('button', { name: 'Chat', exact: true }).click();
  await widget.getByRole('button', { name: 'No thanks' }).click();
  return { page, widget, composer: widget.getByRole('textbox', { name: 'Your message' }) };
}

async function focusedName(page: Page): Promise<string | null> {
  const name = await page.evaluate(
    "document.querySelector('counterbell-widget').shadowRoot.activeElement?.getAttribute('name')",
  );
  return name as string | null; // as the expression says
}

describe('A6 a form before the chat', () => {
  let grace: Awaited<ReturnType<typeof opensPanel>>;

  test('is made in the console, field by field, moved by keyboard, with a preview beside it', async () => {
    const editor = await editorOf('Before the chat');
    await editor.getByLabel('Show this form').check();
    await adds(editor, 'Own field: Drop-down list', 'Topic');
    await editor.getByLabel('Options').fill('Sales\nRepairs');
    await adds(editor, 'Own field: Consent', 'I agree to https://shop.example/privacy');
    const consent = editor.locator('[data-field="consent-1"]');
    await consent.getByLabel('Must be answered').check();
    await consent.getByLabel('Label').press('Alt+ArrowUp');
    await ada.page.getByText('is now number 3 of 4').waitFor();
    const preview = ada.page.frameLocator('iframe[title="Preview"]');
    await preview.getByText('Topic (optional)').waitFor();
    await saves();
    expect(await faultsInBothThemes(ada.page)).toEqual([]);
  });

  test('stands in the composer’s place until it is filled in, and says what is wrong at its field', async () => {
    grace = await opensPanel();
    const { page, widget, composer } = grace;
    await widget.getByRole('heading', { name: 'Before we start' }).waitFor();
    expect(await composer.count()).toBe(0);
    expect(await widget.getByRole('button', { name: 'Skip this' }).count()).toBe(0);
    const send = widget.getByRole('button', { name: 'Send', exact: true });
    await send.click();
    await widget.getByText('Please fill this in.').first().waitFor();
    expect(await focusedName(page)).toBe('name');
    await widget.getByRole('textbox', { name: 'Name' }).fill('Grace');
    await widget.getByRole('textbox', { name: 'E-mail' }).fill('grace@example.org');
    await send.click();
    await widget.getByText('Please fill this in.').waitFor();
    expect(await focusedName(page)).toBe('consent-1');
    expect(await faultsInBothThemes(page, 'counterbell-widget')).toEqual([]);
    await widget.getByRole('checkbox', { name: /I agree/ }).check();
    await widget.getByRole('combobox', { name: 'Topic (optional)' }).selectOption('Repairs');
    await send.click();
    await composer.fill('Do you repair handles?');
    await composer.press('Enter');
    await widget.getByRole('log').getByText('Do you repair handles?').waitFor();
  });

  test('is the chat’s first event: the operator sees its answers in the log and beside it', async () => {
    await ada.page.getByRole('link', { name: 'Inbox' }).click();
    await ada.opensChat('Do you repair handles?');
    await ada.sees('Repairs');
    expect((await ada.messages())[0]).toMatch(
      /Before the chat[\s\S]*Grace[\s\S]*Yes[\s\S]*Repairs/,
    );
    const panel = ada.page.getByRole('complementary', { name: 'About the visitor' });
    await panel.getByText('Topic').waitFor();
    await panel.getByText('grace@example.org').first().waitFor();
  });

  test('is asked again before another chat, filled in as before, and leads back to the one before', async () => {
    await ada.presses('Accept');
    await ada.presses('Close chat');
    const { widget, composer } = grace;
    const another = widget.getByRole('button', { name: 'Start a new chat' });
    await another.click();
    await widget.getByRole('button', { name: 'Back to the chat' }).click();
    await composer.waitFor();
    await another.click();
    await widget.getByRole('heading', { name: 'Before we start' }).waitFor();
    expect(await widget.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Grace');
    await widget.getByRole('checkbox', { name: /I agree/ }).check();
    await widget.getByRole('button', { name: 'Send', exact: true }).click();
    await composer.fill('And lids?');
    await composer.press('Enter');
    await widget.getByRole('heading', { name: /New chat/ }).waitFor();
    await ada.opensChat('And lids?');
    await ada.sees('And lids?');
    expect((await ada.messages())[0]).toMatch(/Before the chat[\s\S]*Grace/);
  });

  test('is skipped where it is voluntary, and not asked again', async () => {
    const editor = await editorOf('Before the chat');
    await editor.getByLabel('Visitors may skip it').check();
    await saves();
    const { widget, composer } = await opensPanel();
    await widget.getByRole('button', { name: 'Skip this' }).click();
    await composer.fill('No name needed');
    await composer.press('Enter');
    await widget.getByRole('log').getByText('No name needed').waitFor();
  });
});

test('A6 the survey is offered once the chat is closed, and answered once', async () => {
  const before = await editorOf('Before the chat');
  await before.getByLabel('Show this form').uncheck();
  const after = await opened('After the chat');
  await after.getByLabel('Show this form').check();
  await ada.presses('Save');
  await ada.page.getByText(/the form needs at least one field/).waitFor();
  await adds(after, 'Own field: One of several', 'Were you helped?');
  await after.getByLabel('Options').fill('Yes\nNo');
  await saves();

  const { widget, composer } = await opensPanel();
  await composer.fill('A short question');
  await composer.press('Enter');
  await ada.page.getByRole('link', { name: 'Inbox' }).click();
  await ada.opensChat('A short question');
  await ada.writes('A short answer');
  await ada.presses('Close chat');
  await widget.getByRole('button', { name: 'A few questions' }).click();
  await widget.getByRole('radio', { name: 'Yes' }).check();
  await widget.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.getByRole('log').getByText('Were you helped?: Yes').waitFor();
  await composer.waitFor();
  expect(await widget.getByRole('button', { name: 'A few questions' }).count()).toBe(0);
  await ada.sees('After the chat');
  await ada.page.locator('.chat .title', { hasText: 'Closed' }).waitFor();
});

test('A6 A4 files are taken beside the form for when nobody is there, and sent after it', async () => {
  await ada.stopsAccepting();
  const { page, widget } = await opensPanel();
  await widget.getByRole('button', { name: 'Leave an e-mail address' }).click();
  await widget.getByRole('textbox', { name: 'Name' }).fill('Lin');
  await widget.getByRole('textbox', { name: 'E-mail' }).fill('lin@example.org');
  await widget.getByRole('textbox', { name: 'Message' }).fill('It came cracked, see the picture');
  const chooser = page.waitForEvent('filechooser');
  await widget.getByRole('button', { name: 'Attach a file' }).click();
  await (await chooser).setFiles([CRACKED, { ...CRACKED, name: 'not this.png' }]);
  await widget.getByRole('button', { name: 'Cancel not this.png' }).click();
  await gives(page, 'counterbell-widget .form', 'drop', [{ ...CRACKED, name: 'handle.png' }]);
  await widget.getByText('handle.png').waitFor();
  expect(await faultsInBothThemes(page, 'counterbell-widget')).toEqual([]);
  await widget.getByRole('button', { name: 'Send message' }).click();
  await widget.getByRole('img', { name: 'cracked.png' }).waitFor();
  await widget.getByRole('img', { name: 'handle.png' }).waitFor();
  expect(await widget.getByText('not this.png').count()).toBe(0);
  await ada.page.getByRole('link', { name: 'Inbox' }).click();
  await ada.opensChat('handle.png');
  await ada.sees('It came cracked, see the picture');
});
