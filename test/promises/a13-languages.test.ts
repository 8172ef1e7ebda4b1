import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { type PageServer, servePage } from '../helpers/page-server.ts';
import { visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let owner: ConsoleOperator;
const websites: PageServer[] = [];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  owner = await ownerArrives(browser, relay, 'Olga');
});
afterAll(async () => {
  await browser.close();
  await Promise.all(websites.map((website) => website.stop()));
  await relay.stop();
});

const widgetOf = (page: Page) => page.locator('counterbell-widget');

/** Where the visitor's own message stands in the panel: from 0, its left edge, to 1. */
async function placeOfOwnMessage(page: Page): Promise<number> {
  const panel = await widgetOf(page).getByRole('dialog').boundingBox();
  const bubble = await widgetOf(page).locator('.own .bubble').last().boundingBox();
  if (!panel || !bubble) throw new Error('panel and message are drawn');
  return (bubble.x + bubble.width / 2 - panel.x) / panel.width;
}

/** A page of a website whose tag asks for a language. */
async function pageAsking(language: string): Promise<Page> {
  const key = await demoSiteKey(relay.url);
  const website = await servePage(
    `<script async src="${relay.url}/widget.js?site=${key}" data-language="${language}"></script>`,
  );
  websites.push(website);
  const page = await (await newPerson(browser)).newPage();
  await page.goto(website.url);
  return page;
}

describe('A13 the language', () => {
  test('changes while a chat is open, from left to right and back, and nothing is lost', async () => {
    const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
    const { page } = visitor;
    const widget = widgetOf(page);
    const complaints = complaintsOf(page);
    await visitor.opensPanel();
    await visitor.answersBanner('No thanks');
    await visitor.writes('My order');
    await visitor.seesState('Sent');
    expect(await placeOfOwnMessage(page)).toBeGreaterThan(0.5);

    await page.evaluate("Counterbell.setLocale('ar')");
    await widget.getByRole('textbox', { name: 'رسالتك' }).waitFor();
    expect(await widget.getByRole('dialog').getAttribute('dir')).toBe('rtl');
    expect(await placeOfOwnMessage(page)).toBeLessThan(0.5);
    await widget.getByRole('log', { name: 'الرسائل' }).getByText('My order').waitFor();

    await page.evaluate("Counterbell.setLocale('de-AT')");
    await widget.getByRole('textbox', { name: 'Ihre Nachricht' }).waitFor();
    expect(await widget.getByRole('dialog').getAttribute('dir')).toBe('ltr');
    expect(await placeOfOwnMessage(page)).toBeGreaterThan(0.5);
    expect(await page.evaluate('Counterbell.getState().language')).toBe('de-AT');
    expect(await widget.locator('.bubble').allInnerTexts()).toEqual(['My order']);
    expect(complaints).toEqual([]);
  });

  test('that is not there costs one line in the console, and the chat goes on', async () => {
    const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
    const warnings: string[] = [];
    visitor.page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    await visitor.opensPanel();
    await visitor.page.evaluate("Counterbell.setLocale('tlh')");
    await vi.waitFor(() => expect(warnings).toEqual([expect.stringContaining('tlh')]), 5_000);
    await visitor.writes('Still here');
    await visitor.sees('Still here');
  });

  test('is the last one that was asked for, whichever arrives last', async () => {
    const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
    await visitor.opensPanel();
    await visitor.page.evaluate("Counterbell.setLocale('ja'); Counterbell.setLocale('en')");
    await visitor.page.evaluate("Counterbell.setLocale('ko'); Counterbell.setLocale('it')");
    await widgetOf(visitor.page).getByRole('textbox', { name: 'Il suo messaggio' }).waitFor();
  });

  test('may be named by the tag of a region or a script', async () => {
    const page = await pageAsking('zh-TW');
    await widgetOf(page).getByRole('button').first().click();
    const dialog = widgetOf(page).getByRole('dialog', { name: '線上諮詢' });
    await dialog.waitFor();
    expect(await dialog.getAttribute('lang')).toBe('zh-TW');
  });

  test('stays English where its file cannot be loaded', async () => {
    const page = await pageAsking('fr');
    await page.route('**/languages/**', (route) => route.abort());
    await widgetOf(page).getByRole('button').first().click();
    await widgetOf(page).getByRole('textbox', { name: 'Your message' }).waitFor();
  });
});

test('A13 C11 tells whoever is banned so in their language, and offers no second try', async () => {
  const { page } = owner;
  const german = widgetOf(await pageAsking('de'));
  await german.getByRole('button').first().click();
  const composer = german.getByRole('textbox', { name: 'Ihre Nachricht' });
  await composer.fill('Schlechte Laune');
  await composer.press('Enter');
  await owner.opensChat('Schlechte Laune');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Ban the visitor' }).click();
  await page.getByLabel('Reason').fill('Insults');
  await page.getByRole('button', { name: 'Ban', exact: true }).click();
  await page.getByText(/^Banned until/).waitFor();

  await composer.fill('Noch eine');
  await composer.press('Enter');
  await german
    .getByText('Nicht gesendet: Es tut uns leid: Hier werden keine weiteren Nachrichten')
    .waitFor();
  expect(await german.getByRole('button', { name: 'Noch einmal versuchen' }).count()).toBe(0);
  await german.getByRole('button', { name: 'Verwerfen' }).click();
  await german.getByText('Noch eine').waitFor({ state: 'detached' });
});

describe("A13 a site's own texts", () => {
  test('are written in the console and seen by visitors who speak that language', async () => {
    const { page } = owner;
    await page.getByRole('link', { name: 'Sites', exact: true }).click();
    await page.getByRole('link', { name: 'Demo shop' }).click();
    await page.getByRole('link', { name: 'Texts', exact: true }).click();
    await page.getByLabel('Language', { exact: true }).selectOption('de');
    await page.getByLabel('Search texts').fill('guten tag');
    await page.getByLabel('Welcome in the empty panel').fill('Moin! Was darf es sein?');
    await page.getByLabel('Search texts').fill('title of the panel');
    await page.getByLabel('Title of the panel').fill('Keramik');
    await owner.presses('Save');
    await page.getByText('Saved.').waitFor();

    const german = widgetOf(await pageAsking('de'));
    await german.getByRole('button').first().click();
    await german.getByRole('dialog', { name: 'Keramik' }).waitFor();
    await german.getByText('Moin! Was darf es sein?').waitFor();
    const french = widgetOf(await pageAsking('fr'));
    await french.getByRole('button').first().click();
    await french.getByText('Bonjour').waitFor();
  });

  test('are refused in the console where a value is not given, by the field', async () => {
    const { page } = owner;
    await page.getByLabel('Search texts').fill('joined');
    await page.getByLabel('An operator joined').fill('{nom} est là');
    await owner.presses('Save');
    await page.getByText('this text has no value {nom}').first().waitFor();
    expect(await page.getByLabel('An operator joined').getAttribute('aria-invalid')).toBe('true');
    await owner.presses('Discard');
  });
});
