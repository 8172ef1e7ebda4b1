import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

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

describe('A14 axe finds nothing, in light and dark, in the panel', () => {
  test('with the banner and an empty chat', async () => {
    await visitor.opensPanel();
    expect(await faultsInBothThemes(visitor.page, 'counterbell-widget')).toEqual([]);
  });

  test('in a conversation', async () => {
    await visitor.answersBanner('No thanks');
    await visitor.writes('Hello, see https://example.org');
    await visitor.seesState('Sent');
    await operator.opensChat('Hello, see');
    await operator.presses('Accept');
    await operator.writes('Hi there');
    await visitor.sees('Hi there');
    expect(await faultsInBothThemes(visitor.page, 'counterbell-widget')).toEqual([]);
  });
});

describe('C14 axe finds nothing, in light and dark, in the console', () => {
  test('in a chat with a note', async () => {
    await operator.notes('A note');
    await operator.sees('A note');
    expect(await faultsInBothThemes(operator.page)).toEqual([]);
  });

  test('in a search, with and without results', async () => {
    const { page } = operator;
    const field = page.getByRole('searchbox', { name: 'Search what was said' });
    await field.fill('zebrafish');
    await page.getByText('Nothing was found').waitFor();
    expect(await faultsInBothThemes(page)).toEqual([]);
    await field.fill('hello');
    await page.locator('mark').first().waitFor();
    expect(await faultsInBothThemes(page)).toEqual([]);
    await field.fill('');
  });

  test.each(['Inbox', 'Sites', 'Operators', 'Add-ons'])('on the screen %s', async (screen) => {
    await operator.page.getByRole('link', { name: screen, exact: true }).click();
    await operator.page.locator('main h1, .rows, .empty').first().waitFor();
    expect(await faultsInBothThemes(operator.page)).toEqual([]);
  });

  test('on a site and on an add-on', async () => {
    const { page } = operator;
    await page.getByRole('link', { name: 'Sites', exact: true }).click();
    await page.getByRole('link', { name: 'Demo shop' }).click();
    await page.getByRole('link', { name: 'Installation' }).click();
    await page.getByRole('heading', { name: 'Snippet' }).waitFor();
    expect(await faultsInBothThemes(page)).toEqual([]);
    await page.getByRole('link', { name: 'Looks' }).click();
    await page.getByRole('heading', { name: 'Preview' }).waitFor();
    expect(await faultsInBothThemes(page)).toEqual([]);
    await page.getByRole('link', { name: 'Add-ons', exact: true }).click();
    await page.getByRole('link', { name: 'Webhook' }).click();
    await page.getByRole('heading', { name: 'Deliveries' }).waitFor();
    expect(await faultsInBothThemes(page)).toEqual([]);
  });

  test('at the sign-in', async () => {
    const page = await (await newPerson(browser, { bypassCSP: true })).newPage();
    await page.goto(`${relay.url}/console`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await faultsInBothThemes(page)).toEqual([]);
  });
});
