import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let visitor: ShopVisitor;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  const person = await newPerson(browser, { bypassCSP: true });
  operator = await operatorWith(person, relay.url, relay.ownerLink, 'Ada');
  await operator.accepts();
  visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** What axe finds on the page, or inside the widget alone: rule, and the elements. */
async function faultsOf(page: Page, within?: string): Promise<string[]> {
  await page.evaluate(AXE);
  const found =
    await page.evaluate(`axe.run(${within ? JSON.stringify({ include: [within] }) : 'document'}, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
  return found as string[]; // an array of strings, as made above
}

async function inBothThemes(page: Page, within?: string): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    faults.push(...(await faultsOf(page, within)).map((fault) => `${colorScheme} ${fault}`));
  }
  return faults;
}

describe('A14 axe finds nothing, in light and dark, in the panel', () => {
  test('with the banner and an empty chat', async () => {
    await visitor.opensPanel();
    expect(await inBothThemes(visitor.page, 'counterbell-widget')).toEqual([]);
  });

  test('in a conversation', async () => {
    await visitor.answersBanner('No thanks');
    await visitor.writes('Hello, see https://example.org');
    await visitor.seesState('Sent');
    await operator.opensChat('Hello, see');
    await operator.presses('Accept');
    await operator.writes('Hi there');
    await visitor.sees('Hi there');
    expect(await inBothThemes(visitor.page, 'counterbell-widget')).toEqual([]);
  });
});

describe('C14 axe finds nothing, in light and dark, in the console', () => {
  test('in a chat with a note', async () => {
    await operator.notes('A note');
    await operator.sees('A note');
    expect(await inBothThemes(operator.page)).toEqual([]);
  });

  test('in a search, with and without results', async () => {
    const { page } = operator;
    const field = page.getByRole('searchbox', { name: 'Search what was said' });
    await field.fill('zebrafish');
    await page.getByText('Nothing was found').waitFor();
    expect(await inBothThemes(page)).toEqual([]);
    await field.fill('hello');
    await page.locator('mark').first().waitFor();
    expect(await inBothThemes(page)).toEqual([]);
    await field.fill('');
  });

  test.each(['Inbox', 'Sites', 'Operators', 'Add-ons'])('on the screen %s', async (screen) => {
    await operator.page.getByRole('link', { name: screen, exact: true }).click();
    await operator.page.locator('main h1, .rows, .empty').first().waitFor();
    expect(await inBothThemes(operator.page)).toEqual([]);
  });

  test('on a site and on an add-on', async () => {
    const { page } = operator;
    await page.getByRole('link', { name: 'Sites', exact: true }).click();
    await page.getByRole('link', { name: 'Demo shop' }).click();
    await page.getByRole('heading', { name: 'Snippet' }).waitFor();
    expect(await inBothThemes(page)).toEqual([]);
    await page.getByRole('link', { name: 'Add-ons', exact: true }).click();
    await page.getByRole('link', { name: 'Webhook' }).click();
    await page.getByRole('heading', { name: 'Deliveries' }).waitFor();
    expect(await inBothThemes(page)).toEqual([]);
  });

  test('at the sign-in', async () => {
    const page = await (await newPerson(browser, { bypassCSP: true })).newPage();
    await page.goto(`${relay.url}/console`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await inBothThemes(page)).toEqual([]);
  });
});

test('A14 the panel is opened, used and left by keyboard alone', async () => {
  const { page } = await visitorIn(await newPerson(browser), `${relay.url}/demo/plain-page/`);
  const launcher = page
    .locator('counterbell-widget')
    .getByRole('button', { name: 'Chat', exact: true });
  await launcher.waitFor();
  while (!(await launcher.evaluate((element) => element.matches(':focus')))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  const composer = page
    .locator('counterbell-widget')
    .getByRole('textbox', { name: 'Your message' });
  await composer.waitFor();
  while (!(await composer.evaluate((element) => element.matches(':focus')))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await page.locator('counterbell-widget').getByRole('log').getByText('By keyboard').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('counterbell-widget').getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await launcher.evaluate((element) => element.matches(':focus'))).toBe(true);
});
