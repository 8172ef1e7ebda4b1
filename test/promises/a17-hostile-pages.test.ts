import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { type PageServer, servePage } from '../helpers/page-server.ts';
import { panelParts } from '../helpers/panel-parts.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

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

const tag = () => `<script async src="${relay.url}/widget.js?site=${site}"></script>`;

/** A page with `before` ahead of the widget's tag; at `/quirks` is one from before there were standards. */
async function open(before: string, body = '<h1>A page</h1>'): Promise<Page> {
  const server = await servePage(before + tag(), body, {
    '/quirks': { type: 'text/html', content: `<title>Quirks</title>${tag()}<p>No doctype` },
  });
  servers.push(server);
  const page = await (await newPerson(browser, { reducedMotion: 'reduce' })).newPage();
  page.setDefaultTimeout(8_000);
  await page.goto(server.url);
  return page;
}

/** Opens the chat and sends a message, which reaches the relay. */
async function chats(page: Page): Promise<void> {
  const { launcher, composer, log } = panelParts(page);
  await launcher.click();
  await composer.fill('Through it all');
  await composer.press('Enter');
  await log.getByText(/^(Sent|Delivered)$/).waitFor();
}

/** Where launcher and panel are, to the pixel, with the mouse elsewhere. */
async function placesOf(page: Page) {
  const { launcher, dialog } = panelParts(page);
  await page.mouse.move(640, 2);
  return { launcher: await launcher.boundingBox(), panel: await dialog.boundingBox() };
}

const OWN_METHODS = `<script>
  Array.prototype.remove = Array.prototype.last = function () { throw new Error('hostile') };
  Object.prototype.hostile = function () { throw new Error('hostile') };
  String.prototype.hostile = 'hostile';
</script>`;

const REPLACED_FUNCTIONS = `<script>
  const throws = () => { throw new Error('hostile') };
  addEventListener('load', () => Counterbell.on('opened', () => {
    window.fetch = window.WebSocket = throws;
    window.XMLHttpRequest = throws;
    HTMLElement.prototype.click = throws;
  }));
</script>`;

const NO_STYLES = `<style>
  * { all: unset !important; }
  body *, html > *:not(head, body), counterbell-widget { display: none !important; opacity: 0 !important; visibility: hidden !important;
    pointer-events: none !important; transform: scale(0) !important; filter: blur(9px) !important; position: static !important; font: 90px fantasy !important }
  button, textarea, div { width: 1px !important; background: lime !important }
</style>`;

test.each([
  ['adds enumerable methods to Array, Object and String', OWN_METHODS],
  ['replaces fetch and WebSocket once the chat is open', REPLACED_FUNCTIONS],
  ['unsets and hides everything with !important', NO_STYLES],
  ['has a base address elsewhere', '<base href="https://elsewhere.example/deep/">'],
  ['has its own Promise', '<script>window.Promise = class extends Promise {};</script>'],
  [
    'names its own things as globals do',
    '<script>var name = "x", status = "y", event = 2, open = 3, close = 4;</script>',
  ],
])('A17 the chat works on a page that %s', async (_name, before) => {
  await chats(await open(before));
});

describe('A17 the chat stays in its place', () => {
  test('with a root font of 60 pixels, in quirks mode, and beside a filter on the page', async () => {
    const plain = await open('');
    await chats(plain);
    const places = await placesOf(plain);
    const styled = await open(
      '<style>html { font-size: 60px; filter: grayscale(1); line-height: 3; letter-spacing: 1em } body { text-align: right }</style>',
    );
    await chats(styled);
    expect(await placesOf(styled)).toEqual(places);
    const quirks = await open('');
    await quirks.goto(`${new URL(quirks.url()).origin}/quirks`);
    expect(await quirks.evaluate('document.compatMode')).toBe('BackCompat');
    await chats(quirks);
    expect(await placesOf(quirks)).toEqual(places);
  });

  test('on the other side of a page that is written from right to left', async () => {
    const page = await open('<script>document.documentElement.dir = "rtl"</script>');
    await chats(page);
    const { launcher, panel } = await placesOf(page);
    expect(launcher?.x).toBe(20);
    expect(panel?.x).toBe(20);
  });

  test('when the page swaps its body', async () => {
    const page = await open('');
    await chats(page);
    await page.evaluate(
      "document.body = Object.assign(document.createElement('body'), { textContent: 'Another view' })",
    );
    const { composer, log } = panelParts(page);
    await composer.fill('Still here');
    await composer.press('Enter');
    await log.getByText('Still here').waitFor();
  });

  test('where the page moves its root, once its owner puts it into the top layer', async () => {
    const page = await open(
      '<style>html { transform: translateX(0); height: 3000px }</style>',
      '<div style="height: 3000px"></div>',
    );
    const { launcher } = panelParts(page);
    await launcher.waitFor();
    await page.evaluate(`(() => {
      const widget = document.querySelector('counterbell-widget');
      widget.popover = 'manual';
      widget.showPopover();
    })()`);
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    expect(await launcher.boundingBox()).toMatchObject({ x: width - 80, y: height - 80 });
    await chats(page);
  });
});

test('A17 the chat comes back on a page that was written anew, by destroy and init', async () => {
  const page = await open('');
  await chats(page);
  await page.evaluate(`(() => {
    document.open();
    document.write('<!doctype html><title>Anew</title><p>Another page');
    document.close();
    Counterbell.destroy();
    Counterbell.init();
    Counterbell.open();
  })()`);
  await panelParts(page).log.getByText('Through it all').waitFor();
});
