import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { becomeOwner } from '../helpers/console-api.ts';
import { operatorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: Awaited<ReturnType<typeof operatorArrives>>;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  operator = await operatorArrives(relay.url, await becomeOwner(relay));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** Somebody without a mouse on a page with the widget. */
async function keyboardOn(path: string) {
  const page = await (await newPerson(browser)).newPage();
  page.setDefaultTimeout(8_000);
  await page.goto(relay.url + path);
  const widget = page.locator('counterbell-widget');
  await widget.getByRole('button').first().waitFor();
  const { keyboard } = page;
  return {
    page,
    widget,
    keyboard,
    /** Tabs, forwards or backwards, until the control of this name has the focus. */
    async goesTo(name: string, key: 'Tab' | 'Shift+Tab' = 'Tab') {
      await expect
        .poll(async () => {
          await keyboard.press(key);
          return focusedIn(page);
        })
        .toBe(name);
    },
    /** Waits until the focus is there by itself. */
    findsItselfAt: (name: string) => expect.poll(() => focusedIn(page)).toBe(name),
  };
}

/** The name of what has the focus inside the widget; empty where that is something of the page. */
function focusedIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const root = document.querySelector('counterbell-widget')?.shadowRoot;
    const focused = root?.activeElement;
    if (!(focused instanceof HTMLElement)) return '';
    const { labels } = focused as HTMLInputElement; // undefined on what takes no label
    return focused.ariaLabel ?? labels?.[0]?.textContent ?? focused.innerText;
  });
}

test('A14 by keyboard alone: open, write, send, the menu, and back to the launcher', async () => {
  await operator.accepts();
  const { widget, keyboard, goesTo, findsItselfAt } = await keyboardOn('/demo/plain-page/');
  await goesTo('Chat');
  await keyboard.press('Enter');
  await findsItselfAt('Your message');

  await keyboard.type('By keyboard');
  await keyboard.press('Shift+Enter');
  await keyboard.type('on two lines');
  await goesTo('Send');
  await keyboard.press('Space');
  await findsItselfAt('Your message');
  await widget.getByRole('log').getByText('on two lines').waitFor();

  await goesTo('Options', 'Shift+Tab');
  await keyboard.press('Enter');
  await widget.getByText('Remember me on this device').waitFor();
  await keyboard.press('Escape');
  await widget.getByText('Remember me on this device').waitFor({ state: 'hidden' });
  await findsItselfAt('Options');
  await widget.getByRole('dialog').waitFor();

  await keyboard.press('Escape');
  await widget.getByRole('dialog').waitFor({ state: 'hidden' });
  await findsItselfAt('Chat');
});

test('A14 by keyboard alone: the form, its errors, and the way back', async () => {
  await operator.accepts(false);
  const { page, widget, keyboard, goesTo, findsItselfAt } = await keyboardOn('/demo/plain-page/');
  await goesTo('Chat');
  await keyboard.press('Space');
  await findsItselfAt('Your message');
  await goesTo('Leave an e-mail address', 'Shift+Tab');
  await keyboard.press('Enter');
  await findsItselfAt('Name');
  await keyboard.type('Grace');
  await goesTo('E-mail');
  await keyboard.type('not an address');
  await keyboard.press('Enter');
  await findsItselfAt('E-mail');
  const email = widget.getByRole('textbox', { name: 'E-mail' });
  expect(await email.getAttribute('aria-invalid')).toBe('true');
  const errorId = await email.getAttribute('aria-describedby');
  expect(await widget.locator(`#${errorId}`).innerText()).toContain('name@example.org');
  await goesTo('Back to the chat');
  await keyboard.press('Enter');
  await findsItselfAt('Your message');
  await goesTo('Close', 'Shift+Tab');
  await keyboard.press('Enter');
  await findsItselfAt('Chat');
  expect(await page.locator('counterbell-widget').getByRole('dialog').isVisible()).toBe(false);
});

test('A14 by keyboard alone: no trap, the page is behind the last and before the first control', async () => {
  await operator.accepts();
  const { page, keyboard, goesTo, findsItselfAt } = await keyboardOn('/demo');
  await goesTo('Chat');
  await keyboard.press('Enter');
  await findsItselfAt('Your message');
  await goesTo('', 'Tab');
  await goesTo('Your message', 'Shift+Tab');
  await goesTo('Close', 'Shift+Tab');
  await goesTo('Chat', 'Shift+Tab');
  await goesTo('', 'Shift+Tab');
  expect(await page.evaluate('document.activeElement.tagName')).not.toBe('COUNTERBELL-WIDGET');
});
