import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { becomeOwner } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { countTimers, holdingsOf, keepShifts } from '../helpers/left-alone.ts';
import { type PageServer, servePage } from '../helpers/page-server.ts';
import { panelParts } from '../helpers/panel-parts.ts';
import { operatorArrives, operatorSend } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const MODULE = join(import.meta.dirname, '../../dist/widget/counterbell.js');
const ARTICLE = `<main style="max-width: 40em"><h1>A page</h1>${'<p>Some words of it.</p>'.repeat(60)}</main>`;

let relay: TestRelay;
let browser: Browser;
let site: string;
let operator: Awaited<ReturnType<typeof operatorArrives>>;
const servers: PageServer[] = [];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  site = await demoSiteKey(relay.url);
  operator = await operatorArrives(relay.url, await becomeOwner(relay));
  await operator.accepts();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await Promise.all(servers.map((server) => server.stop()));
  await relay.stop();
});

const tag = () => `<script async src="${relay.url}/widget.js?site=${site}"></script>`;

async function newPage(): Promise<{ page: Page; cdp: CDPSession }> {
  const person = await newPerson(browser);
  const page = await person.newPage();
  page.setDefaultTimeout(8_000);
  return { page, cdp: await person.newCDPSession(page) };
}

/** Opens a page of somebody's website. */
async function visit(page: Page, head: string, files: Parameters<typeof servePage>[2] = {}) {
  const server = await servePage(head, ARTICLE, files);
  servers.push(server);
  await page.goto(server.url);
  return server;
}

test('A17 moves nothing on the page: launcher, panel, banner, a message, and closing', async () => {
  const { page } = await newPage();
  await keepShifts(page);
  await visit(page, tag());
  const { launcher, dialog, decline, composer, log, close } = panelParts(page);
  await launcher.click();
  await decline.click();
  await composer.fill('Does anything move?');
  await composer.press('Enter');
  await log.getByText('Does anything move?').waitFor();
  await close.click();
  await dialog.waitFor({ state: 'hidden' });
  // The same without a hand on the mouse, which would excuse a shift.
  await page.evaluate('Counterbell.open()');
  await dialog.waitFor();
  await page.evaluate('Counterbell.close()');
  await dialog.waitFor({ state: 'hidden' });
  await page.evaluate('new Promise((done) => requestIdleCallback(done))');
  expect(await page.evaluate('shifts')).toEqual([]);
});

test('A17 adds one name to the page, and no other', async () => {
  const { page } = await newPage();
  await page.addInitScript(() => Reflect.set(window, 'before', Object.keys(window)));
  await visit(page, tag());
  const { launcher, composer, log } = panelParts(page);
  await launcher.click();
  await composer.fill('One name');
  await composer.press('Enter');
  await log.getByText('One name').waitFor();
  const added = await page.evaluate('Object.keys(window).filter((name) => !before.includes(name))');
  expect(added).toEqual(['before', 'Counterbell']);
});

test('A17 destroyed and begun a hundred times, it leaves no node, listener, timer or socket', async () => {
  const { page, cdp } = await newPage();
  const complaints = complaintsOf(page);
  await countTimers(page);
  let sockets = 0;
  page.on('websocket', (socket) => {
    sockets += 1;
    socket.on('close', () => {
      sockets -= 1;
    });
  });
  await visit(page, tag());
  await panelParts(page).launcher.waitFor();
  await cdp.send('Performance.enable');
  const beginAnew = (times: number) =>
    page.evaluate(`(async () => {
      for (let time = 0; time < ${times}; time += 1) {
        const opened = new Promise((done) => Counterbell.on('opened', done));
        Counterbell.init();
        Counterbell.open();
        await opened;
        Counterbell.destroy();
      }
    })()`);
  await page.evaluate('Counterbell.destroy()');
  await beginAnew(10);
  const before = await holdingsOf(cdp);
  await beginAnew(100);
  await vi.waitFor(() => expect(sockets).toBe(0), 8_000);
  const after = await holdingsOf(cdp);
  expect(after.nodes - before.nodes).toBeLessThan(20);
  expect(after.listeners - before.listeners).toBeLessThan(10);
  expect(after.heapBytes - before.heapBytes).toBeLessThan(500_000);
  expect(await page.evaluate('timers.size')).toBe(0);
  expect(await page.evaluate("document.querySelectorAll('counterbell-widget').length")).toBe(0);
  expect(complaints).toEqual([]);
});

describe('A17 a second widget is refused with one clear line', () => {
  test('of another script tag', async () => {
    const { page } = await newPage();
    const complaints = complaintsOf(page);
    await visit(page, tag());
    await panelParts(page).launcher.waitFor();
    await page.addScriptTag({ url: `${relay.url}/widget.js?site=${site}` });
    await expect.poll(() => complaints.length).toBe(1);
    expect(complaints[0]).toContain('Counterbell: already on this page.');
    expect(await page.locator('counterbell-widget').count()).toBe(1);
  });

  test('of the module beside a tag', async () => {
    const { page } = await newPage();
    const complaints = complaintsOf(page);
    await visit(page, tag(), {
      '/counterbell.js': { type: 'text/javascript', content: await readFile(MODULE) },
    });
    await panelParts(page).launcher.waitFor();
    const said = await page.evaluate(`import('/counterbell.js').then(({ counterbell }) =>
      new Promise((done) => {
        counterbell.on('error', ({ message }) => done(message));
        counterbell.init({ relay: '${relay.url}', site: '${site}' });
      }))`);
    expect(said).toBe('Counterbell: already on this page.');
    expect(complaints).toEqual([said]);
    expect(await page.locator('counterbell-widget').count()).toBe(1);
  });
});

describe('A17 the back-forward cache', () => {
  /** Why the browser would not keep the page, but for its own lack of such a cache. */
  async function reasonsAgainst(page: Page, cdp: CDPSession, address: string): Promise<string[]> {
    const told = new Promise<string[]>((resolve) => {
      cdp.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) =>
        resolve(
          notRestoredExplanations
            .filter(({ type }) => type !== 'Circumstantial')
            .map(({ reason }) => reason),
        ),
      );
    });
    await cdp.send('Page.enable');
    await page.goto(`${address}/another`);
    await page.goBack();
    return told;
  }

  /**
   * The browser of the tests has no such cache (a headless Chromium without windows), so its events are sent by hand; that the
   * page stands still in between is real.
   */
  async function leaves(page: Page, cdp: CDPSession): Promise<void> {
    await page.evaluate(
      "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })), 0",
    );
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  }

  async function comesBack(page: Page, cdp: CDPSession): Promise<void> {
    await cdp.send('Page.setWebLifecycleState', { state: 'active' });
    await page.evaluate(
      "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })), 0",
    );
  }

  test('is open to a page whose chat nobody touched', async () => {
    const { page, cdp } = await newPage();
    const { url } = await visit(page, tag());
    await panelParts(page).launcher.waitFor();
    expect(await reasonsAgainst(page, cdp, url)).toEqual([]);
  });

  test('is open to a page with an open chat, which lets go of its line, and goes on afterwards', async () => {
    const { page, cdp } = await newPage();
    let sockets = 0;
    page.on('websocket', (socket) => {
      sockets += 1;
      socket.on('close', () => {
        sockets -= 1;
      });
    });
    const { url } = await visit(page, tag());
    const { launcher, composer, log } = panelParts(page);
    await launcher.click();
    await composer.fill('I am going back and forth');
    await composer.press('Enter');
    const { chat } = await operator.line.hear(
      'chat',
      (frame) => frame.chat.preview === 'I am going back and forth',
    );
    await leaves(page, cdp);
    await vi.waitFor(() => expect(sockets).toBe(0), 8_000);
    operator.line.say(operatorSend(chat.id, { kind: 'message', text: 'Come back' }, uuidv7()));
    await operator.sees(chat.id, ({ preview }) => preview === 'Come back');
    await comesBack(page, cdp);
    await log.getByText('Come back').waitFor();
    await composer.fill('Here I am');
    await composer.press('Enter');
    await operator.sees(chat.id, ({ preview }) => preview === 'Here I am');
    // What is under way as the page goes is handed over in a last request, for which a browser may wait.
    await log.getByText(/^(Sent|Delivered|Seen)$/).waitFor();
    await leaves(page, cdp);
    await vi.waitFor(() => expect(sockets).toBe(0), 8_000);
    expect(await reasonsAgainst(page, cdp, url)).toEqual([]);
  });
});
