import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newPerson } from './browser.ts';
import { PASSWORD } from './console-api.ts';

/** An operator at the console, by what they see and do. Names are those of the English console. */
export interface ConsoleOperator {
  readonly page: Page;
  accepts(): Promise<void>;
  stopsAccepting(): Promise<void>;
  /** Opens the chat whose row shows this text. */
  opensChat(text: string): Promise<void>;
  presses(button: string): Promise<void>;
  writes(text: string): Promise<void>;
  notes(text: string): Promise<void>;
  /** Waits until a text stands in the open conversation. */
  sees(text: string | RegExp): Promise<void>;
  /** The texts of all bubbles of the open chat in their order. */
  messages(): Promise<string[]>;
}

/** Opens a single-use link, fills in the form and is signed in. */
export async function operatorWith(
  person: BrowserContext,
  relayUrl: string,
  link: string,
  name: string,
): Promise<ConsoleOperator> {
  const page = await person.newPage();
  page.setDefaultTimeout(10_000);
  // The link names localhost; the test's relay is opened by its number, and cookies are a host's own.
  await page.goto(link.replace(/^https?:\/\/[^/]+/, relayUrl));
  await page.getByLabel('Name').fill(name);
  const email = page.getByLabel('E-mail');
  if (await email.isEditable()) await email.fill(`${name.toLowerCase()}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.getByRole('link', { name: 'Inbox' }).waitFor();
  return operatorOn(page);
}

/** The owner of a new relay opens their link in a browser of their own, and accepts chats. */
export async function ownerArrives(
  browser: Browser,
  relay: { readonly url: string; readonly ownerLink: string | undefined },
  name: string,
  options: Parameters<typeof newPerson>[1] = {},
): Promise<ConsoleOperator> {
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  const person = await newPerson(browser, options);
  const owner = await operatorWith(person, relay.url, relay.ownerLink, name);
  await owner.accepts();
  return owner;
}

/** The acts of an operator who is signed in on this page. */
export function operatorOn(page: Page): ConsoleOperator {
  const log = page.getByRole('log', { name: 'Conversation' });
  const status = page.getByRole('switch');
  async function say(kind: 'Message' | 'Note', label: string, text: string) {
    await page.getByText(kind, { exact: true }).click();
    await page.getByLabel(label).fill(text);
    await page.getByLabel(label).press('Enter');
  }
  return {
    page,
    async accepts() {
      await status.click();
      await page.getByRole('switch', { name: 'Accepting chats', checked: true }).waitFor();
    },
    async stopsAccepting() {
      await status.click();
      await page.getByRole('switch', { checked: false }).waitFor();
    },
    async opensChat(text) {
      await page.locator('.chat-row', { hasText: text }).first().click();
      await log.waitFor();
    },
    presses: (button) => page.getByRole('button', { name: button, exact: true }).click(),
    writes: (text) => say('Message', 'Message to the visitor', text),
    notes: (text) => say('Note', 'Note for operators', text),
    async sees(text) {
      await log.getByText(text).first().waitFor();
    },
    messages: () => log.locator('.bubble').allInnerTexts(),
  };
}
