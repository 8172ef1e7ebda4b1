import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { errorsReaching, keepErrors } from '../helpers/left-alone.ts';
import { type PageServer, servePage } from '../helpers/page-server.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

/** Each method that a page may call, once. */
const EVERY_CALL = `(async () => {
  const { consent } = Counterbell;
  Counterbell.identify({ name: 'Ada' });
  Counterbell.open();
  Counterbell.setLocale('de');
  consent.grant();
  consent.deny();
  const sent = Counterbell.sendMessage('hello').then(() => 'sent', ({ message }) => message);
  Counterbell.toggle();
  Counterbell.hide();
  Counterbell.show();
  Counterbell.reset();
  return sent;
})()`;

let relay: TestRelay;
let browser: Browser;
let site: string;
const servers: PageServer[] = [];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  site = await demoSiteKey(relay.url);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await Promise.all(servers.map((server) => server.stop()));
  await relay.stop();
});

interface Trouble {
  /** What is wrong on this page, before it is opened. */
  readonly happens?: (page: Page) => Promise<unknown>;
  readonly attributes?: string;
  readonly key?: string;
}

/** A page with some trouble, and what its console says. */
async function pageWith({ happens, attributes = '', key = site }: Trouble) {
  const server = await servePage(
    `<script async ${attributes} src="${relay.url}/widget.js?site=${key}"></script>`,
  );
  servers.push(server);
  const page = await (await newPerson(browser)).newPage();
  page.setDefaultTimeout(8_000);
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Counterbell:')) said.push(message.text());
  });
  await keepErrors(page);
  await happens?.(page);
  await page.goto(server.url);
  return { page, said, launcher: page.locator('counterbell-widget').getByRole('button').first() };
}

/** Everything that is under way has had its turn. */
async function settles(page: Page): Promise<void> {
  await page.evaluate(
    'new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))',
  );
}

test('A17 no error reaches the page where the panel is not to be had', async () => {
  const { page, launcher } = await pageWith({
    happens: (it) => it.route('**/widget/panel-*', (route) => route.abort()),
  });
  await launcher.waitFor();
  expect(await page.evaluate(EVERY_CALL)).toBe('Counterbell: the chat could not be loaded.');
  await settles(page);
  expect(await errorsReaching(page)).toEqual([]);
});

test('A17 no error reaches the page where the relay has died', async () => {
  const { page, launcher } = await pageWith({});
  await launcher.click();
  await page.locator('counterbell-widget').getByRole('dialog').waitFor();
  await page.context().setOffline(true);
  await page.routeWebSocket('**', (socket) => socket.close());
  expect(await page.evaluate(EVERY_CALL)).toBe('sent');
  await settles(page);
  await page.evaluate('Counterbell.destroy()');
  expect(await errorsReaching(page)).toEqual([]);
});

test.each([
  ['the key is of no site', { key: 'cb_aaaaaaaaaaaaaaaaaaaa' }, 'there is no site with the key', 0],
  ['an attribute is wrong', { attributes: 'data-colour="red"' }, 'colour must be of the form', 1],
] satisfies [string, Trouble, string, number][])(
  'A17 no error reaches the page where %s, and its console gets one line',
  async (_name, trouble, line, widgets) => {
    const { page, said } = await pageWith(trouble);
    await expect.poll(() => said.join()).toContain(line);
    await settles(page);
    expect(said).toHaveLength(1);
    expect(await errorsReaching(page)).toEqual([]);
    expect(await page.locator('counterbell-widget').count()).toBe(widgets);
  },
);

test('A17 the chat goes on where storage is blocked', async () => {
  const { page, launcher } = await pageWith({
    happens: (it) =>
      it.addInitScript(() => {
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException('Access is denied for this document.', 'SecurityError');
            },
          });
        }
        Object.defineProperty(Document.prototype, 'cookie', {
          get: () => '',
          set: () => undefined,
        });
      }),
  });
  await launcher.click();
  const widget = page.locator('counterbell-widget');
  await widget.getByRole('textbox', { name: 'Your message' }).fill('Nothing is kept');
  await widget.getByRole('button', { name: 'Send' }).click();
  await widget
    .getByRole('log')
    .getByText(/^(Sent|Delivered)$/)
    .waitFor();
  await page.evaluate('Counterbell.consent.grant()');
  await page.evaluate('Counterbell.reset()');
  await settles(page);
  expect(await errorsReaching(page)).toEqual([]);
});

test('A17 the chat goes on where a page without HTTPS has no crypto.subtle and no randomUUID', async () => {
  const { page, launcher } = await pageWith({
    happens: (it) =>
      it.addInitScript(() => {
        Object.defineProperty(crypto, 'subtle', { value: undefined });
        Object.defineProperty(crypto, 'randomUUID', { value: undefined });
      }),
  });
  await launcher.click();
  const widget = page.locator('counterbell-widget');
  await widget.getByRole('textbox', { name: 'Your message' }).fill('In plain http');
  await widget.getByRole('button', { name: 'Send' }).click();
  await widget
    .getByRole('log')
    .getByText(/^(Sent|Delivered)$/)
    .waitFor();
  expect(await errorsReaching(page)).toEqual([]);
});
