import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { becomeOwner } from '../helpers/console-api.ts';
import { servePage } from '../helpers/page-server.ts';
import { panelParts } from '../helpers/panel-parts.ts';
import { operatorArrives } from '../helpers/people.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let owner: Awaited<ReturnType<typeof becomeOwner>>;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  await (await operatorArrives(relay.url, owner)).accepts();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

async function visitorAt(address = `${relay.url}/demo`, viewport = { width: 1280, height: 800 }) {
  return visitorIn(await newPerson(browser, { viewport }), address);
}

/** Goes to another page of the shop, and waits until its launcher is there. */
async function goesOn({ page }: ShopVisitor, address = `${relay.url}/demo/product`) {
  await page.goto(address);
  await panelParts(page).launcher.waitFor();
  return panelParts(page);
}

/** What of ours this tab's session keeps about the panel. */
function marksOf({ page }: ShopVisitor): Promise<string[]> {
  return page.evaluate(() =>
    Object.keys(sessionStorage).filter((key) => key.startsWith('counterbell:panel:')),
  );
}

test('A2 opens the panel again on the next page of the tab, and leaves the focus to the page', async () => {
  const visitor = await visitorAt();
  expect(await marksOf(visitor)).toEqual([]);
  await visitor.opensPanel();
  await visitor.writes('Is it blue?');
  await visitor.seesState('Sent');
  const { dialog, log } = await goesOn(visitor);
  await dialog.waitFor();
  await log.getByText('Is it blue?').waitFor();
  expect(await visitor.page.evaluate('document.activeElement === document.body')).toBe(true);
  await visitor.writes('Or green?');
  await visitor.sees('Or green?');
});

test('A2 puts the focus into a panel that opened again once it is opened by hand', async () => {
  const visitor = await visitorAt();
  await visitor.opensPanel();
  await visitor.writes('Is it blue?');
  await visitor.seesState('Sent');
  const { dialog, close, launcher, composer } = await goesOn(visitor);
  await dialog.waitFor();
  await close.click();
  await launcher.click();
  await composer.waitFor();
  await expect
    .poll(() => composer.evaluate((field) => field.matches(':focus')), { timeout: 5_000 })
    .toBe(true);
});

test('A2 neither keeps nor opens a panel without a chat, and connects nobody who only looked', async () => {
  const visitor = await visitorAt();
  await visitor.opensPanel();
  await panelParts(visitor.page).dialog.getByText('We are here').waitFor();
  expect(await marksOf(visitor)).toEqual([]);
  const sockets: string[] = [];
  visitor.page.on('websocket', (socket) => sockets.push(socket.url()));
  const { launcher } = await goesOn(visitor);
  await visitor.page.waitForLoadState('networkidle');
  expect(await launcher.getAttribute('aria-expanded')).toBe('false');
  expect(sockets).toEqual([]);
});

test('A2 neither opens the panel of a page that hides it, nor takes the focus there', async () => {
  const visitor = await visitorAt();
  await visitor.opensPanel();
  await visitor.writes('Is it blue?');
  await visitor.seesState('Sent');
  await visitor.page.addInitScript(`addEventListener('load', () => {
    const field = document.body.appendChild(document.createElement('input'));
    field.id = 'mine';
    field.focus();
    Counterbell.hide();
  })`);
  await visitor.page.goto(`${relay.url}/demo/product`);
  const status = () => visitor.page.evaluate('Counterbell.getState().status');
  await expect.poll(status, { timeout: 10_000 }).toBe('queued');
  expect(await visitor.page.evaluate('Counterbell.getState()')).toMatchObject({
    open: false,
    visible: false,
  });
  expect(await visitor.page.evaluate('document.activeElement.id')).toBe('mine');
  await visitor.page.evaluate('Counterbell.show()');
  const { composer, launcher } = panelParts(visitor.page);
  await launcher.click();
  await expect
    .poll(() => composer.evaluate((field) => field.matches(':focus')), { timeout: 5_000 })
    .toBe(true);
});

test('A2 leaves the panel closed on the next page after it was closed, and in another tab', async () => {
  const visitor = await visitorAt();
  await visitor.opensPanel();
  await visitor.writes('Is it blue?');
  await visitor.seesState('Sent');
  const tab = await visitorIn(visitor.page.context(), `${relay.url}/demo/cart`);
  await panelParts(tab.page).launcher.waitFor();
  expect(await panelParts(tab.page).launcher.getAttribute('aria-expanded')).toBe('false');
  await panelParts(visitor.page).close.click();
  expect(await marksOf(visitor)).toEqual([]);
  const { launcher } = await goesOn(visitor);
  expect(await launcher.getAttribute('aria-expanded')).toBe('false');
});

test('A2 does not open by itself where the panel covers the page, as on a phone', async () => {
  const visitor = await visitorAt(undefined, { width: 360, height: 640 });
  await visitor.opensPanel();
  await visitor.writes('Is it blue?');
  await visitor.seesState('Sent');
  expect(await marksOf(visitor)).toEqual([]);
  const { launcher } = await goesOn(visitor);
  expect(await launcher.getAttribute('aria-expanded')).toBe('false');
});

test('F1 keeps no mark of the open panel after a No, and takes it away with one', async () => {
  const visitor = await visitorAt();
  await visitor.opensPanel();
  await visitor.writes('Hello');
  await expect.poll(() => marksOf(visitor)).toHaveLength(1);
  await visitor.answersBanner('No thanks');
  expect(await marksOf(visitor)).toEqual([]);
  await visitor.writes('Hello all the same');
  await visitor.seesState('Sent');
  expect(await marksOf(visitor)).toEqual([]);
  const { launcher } = await goesOn(visitor);
  expect(await launcher.getAttribute('aria-expanded')).toBe('false');
});

test('F1 keeps the mark after a Yes in this tab alone, until the visitor is forgotten', async () => {
  const visitor = await visitorAt();
  await visitor.opensPanel();
  await visitor.answersBanner('Accept');
  await visitor.writes('Hello');
  await visitor.seesState('Sent');
  const { dialog } = await goesOn(visitor);
  await dialog.waitFor();
  await visitor.choosesInMenu(/^Forget me/);
  await expect.poll(() => marksOf(visitor)).toEqual([]);
});

test('F2 keeps no mark before a consent manager has said yes', async () => {
  const made = await owner.call('POST', '/sites', {
    name: 'Managed',
    domains: ['127.0.0.1'],
    settings: { colour: '#0f766e', welcome: '', language: 'en', consent: 'external' },
  });
  const site = await servePage(made.body.snippet);
  const visitor = await visitorAt(site.url);
  await visitor.opensPanel();
  await visitor.writes('Hello');
  await visitor.seesState('Sent');
  expect(await marksOf(visitor)).toEqual([]);
  await visitor.page.evaluate('Counterbell.consent.grant()');
  await expect.poll(() => marksOf(visitor)).toHaveLength(1);
  const { dialog } = await goesOn(visitor, `${site.url}/next`);
  await dialog.waitFor();
  await site.stop();
});
