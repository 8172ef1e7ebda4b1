import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { operatorWith } from '../helpers/console.ts';
import { type LaterVersion, laterVersionOf } from '../helpers/later-version.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const PATIENCE = { timeout: 10_000 };

let relay: TestRelay;
let front: LaterVersion;
let browser: Browser;
let person: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  relay = await startTestRelay({ alone: true });
  front = await laterVersionOf(relay);
  browser = await launchBrowser();
  person = await newPerson(browser);
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  ({ page } = await operatorWith(person, front.url, relay.ownerLink, 'Olga'));
  complaints = complaintsOf(page);
});
afterAll(async () => {
  await browser.close();
  await front.stop();
  await relay.stop();
});

/** What the browser keeps of the console: paths, in order. */
const kept = () =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const found = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return found.flat().map(({ url }) => new URL(url).pathname);
  });

test('C1 is an app that browsers install: a manifest with icons and shortcuts', async () => {
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await fetch(`${relay.url}${address}`)).json();
  expect(manifest).toMatchObject({
    start_url: '/console',
    scope: '/console',
    display: 'standalone',
  });
  for (const { src, type } of manifest.icons) {
    const icon = await fetch(`${relay.url}${src}`);
    expect([src, icon.status, icon.headers.get('content-type')]).toEqual([src, 200, type]);
  }
  const errors = await (await person.newCDPSession(page)).send('Page.getAppManifest');
  expect(errors.errors).toEqual([]);
  const { installabilityErrors } = await (await person.newCDPSession(page)).send(
    'Page.getInstallabilityErrors',
  );
  // What a window without a profile, as tests have it, always says.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('C1 keeps the page and its files, and no answer of the relay', async () => {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await page.getByRole('link', { name: 'Inbox' }).waitFor();
  const paths = await kept();
  expect(paths).toContain('/console');
  expect(paths.every((path) => path === '/console' || path.startsWith('/console/assets/'))).toBe(
    true,
  );
  expect(complaints.filter((one) => !one.includes('WebSocket'))).toEqual([]);
});

test('C1 opens without a network, says so, and goes on once there is one', async () => {
  await person.setOffline(true);
  await page.goto(`${front.url}/console/operators`);
  // Browsers do not always notice that they are offline: then it is the relay that is away.
  await page.getByRole('heading', { name: /You are offline|The relay is away/ }).waitFor();
  await person.setOffline(false);
  await page.getByRole('heading', { name: 'Operators' }).waitFor();
});

test('C1 offers a newer version and goes over to it when asked', async () => {
  front.install();
  await page.reload();
  await page.getByText('A new version of the console is there.').waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  await vi.waitFor(
    async () =>
      expect(await page.evaluate(() => caches.keys())).toEqual([
        `counterbell-shell-${'0'.repeat(16)}`,
      ]),
    PATIENCE,
  );
  await page.getByRole('heading', { name: 'Operators' }).waitFor();
  expect(await page.getByText('A new version of the console is there.').count()).toBe(0);
});

test('C1 leaves nothing of the app in the browser after signing out', async () => {
  await page.locator('summary', { hasText: 'Menu of Olga' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await vi.waitFor(async () => {
    expect(await kept()).toEqual([]);
    expect(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
    ).toBe(0);
  }, PATIENCE);
});
