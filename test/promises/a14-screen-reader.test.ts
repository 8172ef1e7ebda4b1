import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { openPanelStates, type PanelStates } from '../helpers/panel-states.ts';

let browser: Browser;
let states: PanelStates;

beforeAll(async () => {
  browser = await launchBrowser();
  states = await openPanelStates(() => newPerson(browser));
});
afterAll(async () => {
  await browser.close();
  await states.stop();
});

/** What a screen reader is told of the widget in this state: roles, names and states, a line each. */
async function toldOf(state: string): Promise<string[]> {
  const widget = states.pages.get(state)?.locator('counterbell-widget');
  const told = (await widget?.ariaSnapshot()) ?? '';
  return told.split('\n').map((line) => line.trim().replace(/^- /, ''));
}

test('A14 a screen reader hears the launcher as one button in a landmark of its own', async () => {
  expect(await toldOf('the launcher alone')).toEqual(['complementary "Chat":', 'button "Chat"']);
});

test('A14 a screen reader hears the panel as a named dialog, and that the launcher has opened it', async () => {
  const told = await toldOf('the banner');
  expect(told).toEqual(
    expect.arrayContaining([
      'button "Chat" [expanded]',
      'dialog "Chat":',
      'heading "Chat" [level=2]',
      'button "Options"',
      'button "Close"',
      'region "Remember this conversation":',
      'log "Messages":',
      'textbox "Your message":',
      'button "Send" [disabled]',
    ]),
  );
});

test('A14 a screen reader hears who says what, when, and how far it got', async () => {
  const told = (await toldOf('a conversation')).join('\n');
  expect(told).toMatch(/text: You\nparagraph:\ntext: Hello, see\nlink "https:/);
  expect(told).toMatch(/time: .+\ntext: (Sent|Delivered|Seen)\n/);
  expect(told).toMatch(/paragraph: (.+) joined\nparagraph: \1\nparagraph: Hi there, and welcome/);
});

test.each([
  ['new messages', 'a conversation', 'log', 'polite'],
  ['the place in the queue', 'the queue', 'status', 'polite'],
  ['a message that failed', 'a failed message', 'alert', 'assertive'],
  ['that a message is too long', 'a message that is too long', 'status', 'polite'],
])('A14 a screen reader is told %s without being asked', async (_what, state, role, live) => {
  const page = states.pages.get(state);
  if (!page) throw new Error(`no page shows ${state}`);
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  const found = nodes.filter((node) => node.role?.value === role && !node.ignored);
  expect(found.length).toBeGreaterThan(0);
  for (const { properties = [] } of found) {
    const said = properties.find(({ name }) => name === 'live')?.value.value;
    // An empty alert of the launcher's says nothing until there is something to say.
    expect(said).toBe(live);
  }
});

test('A14 a screen reader hears each error with its field', async () => {
  const page = states.pages.get('a form with errors');
  const widget = page?.locator('counterbell-widget');
  const told = await toldOf('a form with errors');
  expect(told).toContain('textbox "E-mail" [invalid]: not an address');
  for (const [name, error] of [
    ['Name', 'Please fill this in.'],
    ['E-mail', 'Please enter an e-mail address such as name@example.org.'],
  ] as const) {
    const id = await widget?.getByRole('textbox', { name }).getAttribute('aria-describedby');
    expect(await widget?.locator(`#${id}`).innerText()).toBe(error);
  }
});
