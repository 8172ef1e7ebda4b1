import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { becomeOwner, type ConsoleApi } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { operatorSender, uploadFile } from '../helpers/file-sender.ts';
import { type PageServer, servePage } from '../helpers/page-server.ts';
import { operatorArrives, operatorSend } from '../helpers/people.ts';
import { PDF } from '../helpers/sample-files.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const MODULE = join(import.meta.dirname, '../../dist/widget/counterbell.js');

let relay: TestRelay;
let browser: Browser;
let site: string;
let owner: ConsoleApi;
let operator: Awaited<ReturnType<typeof operatorArrives>>;
const servers: PageServer[] = [];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  site = await demoSiteKey(relay.url);
  owner = await becomeOwner(relay);
  operator = await operatorArrives(relay.url, owner);
  await operator.accepts();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await Promise.all(servers.map((server) => server.stop()));
  await relay.stop();
});

async function open(head: string, files: Parameters<typeof servePage>[2] = {}): Promise<Page> {
  const server = await servePage(head, '<h1>A page</h1>', files);
  servers.push(server);
  const page = await (await newPerson(browser)).newPage();
  page.setDefaultTimeout(8_000);
  await page.goto(server.url);
  return page;
}

function tag(): string {
  return `<script async src="${relay.url}/widget.js?site=${site}"></script>`;
}

/** A page on which the widget is ready. */
async function ready(): Promise<Page> {
  const page = await open(tag());
  await page.locator('counterbell-widget').getByRole('button').first().waitFor();
  return page;
}

describe('B1 the two ways in', () => {
  test('keep calls that came before the script has loaded, in their order', async () => {
    const page = await open(
      `<script>window.Counterbell = []; Counterbell.push(['sendMessage', 'early']); Counterbell.push(['open']);</script>${tag()}`,
    );
    const widget = page.locator('counterbell-widget');
    await widget.getByRole('dialog').waitFor();
    await widget.getByRole('log').getByText('early').waitFor();
  });

  test('say of wrong calls from before in one line each, and make the others', async () => {
    const server = await servePage(
      `<script>window.Counterbell = []; Counterbell.push(['identify', { email: 'not-an-email' }]); Counterbell.push(['nope']); Counterbell.push(['open']);</script>${tag()}`,
      '<h1>A page</h1>',
    );
    servers.push(server);
    const page = await (await newPerson(browser)).newPage();
    const complaints = complaintsOf(page);
    await page.goto(server.url);
    await page.locator('counterbell-widget').getByRole('dialog').waitFor();
    expect(complaints).toEqual([
      'Counterbell: email must be an e-mail address',
      'Counterbell: no method nope',
    ]);
  });

  test('give the same interface to a module', async () => {
    const page = await open('<script type="module" src="/app.js"></script>', {
      '/app.js': {
        type: 'text/javascript',
        content: `import { counterbell } from '/counterbell.js';
          counterbell.init({ relay: '${relay.url}', site: '${site}' });
          window.app = counterbell;
          counterbell.open();`,
      },
      '/counterbell.js': { type: 'text/javascript', content: await readFile(MODULE) },
    });
    await page.locator('counterbell-widget').getByRole('dialog').waitFor();
    expect(await page.evaluate('app.getState().open')).toBe(true);
    expect(await page.evaluate('typeof window.Counterbell')).toBe('undefined');
  });
});

describe('B2 the methods', () => {
  test('open, close, toggle, show and hide do what they say', async () => {
    const page = await ready();
    const dialog = page.locator('counterbell-widget').getByRole('dialog');
    await page.evaluate('Counterbell.open()');
    await dialog.waitFor();
    await page.evaluate('Counterbell.close()');
    await dialog.waitFor({ state: 'hidden' });
    await page.evaluate('Counterbell.toggle()');
    await dialog.waitFor();
    await page.evaluate('Counterbell.hide()');
    await dialog.waitFor({ state: 'hidden' });
    const launcher = page.locator('counterbell-widget').getByRole('button').first();
    await launcher.waitFor({ state: 'hidden' });
    await page.evaluate('Counterbell.show()');
    await launcher.waitFor();
  });

  test('sendMessage and identify reach the operator, and events come back', async () => {
    const page = await ready();
    await page.evaluate(`window.heard = [];
      for (const name of ['message:sent', 'message:received', 'unread', 'status'])
        Counterbell.on(name, (detail) => heard.push([name, detail]));
      Counterbell.identify({ name: 'Grace', email: 'grace@example.org' });
      Counterbell.sendMessage('From code')`);
    const chat = await chatSaying('From code');
    // One row may tell of both, or two of one each.
    await vi.waitFor(() => {
      const rows = operator.line.heard.flatMap((frame) =>
        frame.type === 'chat' ? frame.chat : [],
      );
      expect(rows.findLast(({ id }) => id === chat)?.visitor.name).toBe('Grace');
    }, 5_000);
    operator.line.say(operatorSend(chat, { kind: 'message', text: 'To code' }, uuidv7()));
    await vi.waitFor(async () => {
      const heard = await page.evaluate('heard');
      expect(heard).toContainEqual([
        'message:sent',
        expect.objectContaining({ text: 'From code' }),
      ]);
      expect(heard).toContainEqual([
        'message:received',
        expect.objectContaining({ text: 'To code' }),
      ]);
      expect(heard).toContainEqual(['unread', { count: 1 }]);
      expect(heard).toContainEqual(['status', 'chatting']);
    }, 5_000);
  });

  test('tell of files too, in both directions', async () => {
    const page = await ready();
    await page.evaluate(`window.heard = [];
      for (const name of ['message:sent', 'message:received'])
        Counterbell.on(name, ({ text, file, from }) => heard.push([name, text, file.name, file.bytes, from]));
      Counterbell.open()`);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach a file' }).click();
    await (await chooser).setFiles([
      { name: 'order.pdf', mimeType: 'application/pdf', buffer: PDF },
    ]);
    const chat = await chatSaying('order.pdf');
    const { file } = await uploadFile(operatorSender(relay.url, owner.cookie, chat), 'a.pdf', PDF);
    operator.line.say(operatorSend(chat, { kind: 'file', file }, uuidv7()));
    await expect
      .poll(() => page.evaluate('heard'))
      .toEqual([
        ['message:sent', '', 'order.pdf', PDF.length, undefined],
        ['message:received', '', 'a.pdf', PDF.length, 'Olga Owner'],
      ]);
  });

  test('setLocale changes the language at once', async () => {
    const page = await ready();
    await page.evaluate('Counterbell.open()');
    const widget = page.locator('counterbell-widget');
    await widget.getByRole('textbox', { name: 'Your message' }).waitFor();
    await page.evaluate("Counterbell.setLocale('de')");
    await widget.getByRole('button', { name: 'Senden' }).waitFor();
    expect(await page.evaluate('Counterbell.getState().language')).toBe('de');
  });

  test('reset forgets the visitor, so that the next person sees nothing', async () => {
    const page = await ready();
    await page.evaluate("Counterbell.open(); Counterbell.sendMessage('mine alone')");
    const log = page.locator('counterbell-widget').getByRole('log');
    await log.getByText('mine alone').waitFor();
    await page.evaluate('Counterbell.reset()');
    await page.reload();
    await page.locator('counterbell-widget').getByRole('button').first().waitFor();
    await page.evaluate('Counterbell.open()');
    await log.waitFor();
    expect(await log.textContent()).not.toContain('mine alone');
  });

  test('an error tells the page that the relay refused a message, and which', async () => {
    const page = await ready();
    await page.evaluate(`window.heard = [];
      Counterbell.on('error', ({ message, cause }) => heard.push([message, cause]));
      Counterbell.sendMessage('Soon banned')`);
    const chat = await chatSaying('Soon banned');
    const row = operator.line.heard.flatMap((frame) => (frame.type === 'chat' ? frame.chat : []));
    const visitor = row.find(({ id }) => id === chat)?.visitor.id;
    await owner.call('POST', '/bans', { visitor, minutes: 60, reason: 'Spam' });
    const id = await page.evaluate("Counterbell.sendMessage('Still here')");
    await expect
      .poll(() => page.evaluate('heard'))
      .toEqual([[expect.stringMatching(/^Counterbell: ./), { id, code: 'banned' }]]);
  });

  test('refuse wrong arguments by name', async () => {
    const page = await ready();
    const faultOf = (call: string) =>
      page.evaluate(
        `(async () => { try { await ${call} } catch (error) { return error.name + ': ' + error.message } })()`,
      );
    expect(await faultOf("Counterbell.sendMessage('x'.repeat(8001))")).toMatch(/8,?000/);
    expect(await faultOf('Counterbell.sendMessage({})')).toMatch(/TypeError: .*text/);
    expect(await faultOf("Counterbell.on('nonsense', () => {})")).toMatch(/TypeError: .*event/);
    expect(await faultOf("Counterbell.identify({ email: 'no' })")).toMatch(/TypeError: .*email/);
  });
});

test('B3 every on gives back its unsubscribe', async () => {
  const page = await ready();
  const calls = await page.evaluate(`(async () => {
    let calls = 0;
    const stop = Counterbell.on('opened', () => { calls += 1; });
    const opened = () => new Promise((resolve) => { const off = Counterbell.on('opened', () => { off(); resolve(); }); });
    let next = opened(); Counterbell.open(); await next;
    stop();
    Counterbell.close();
    next = opened(); Counterbell.open(); await next;
    return calls;
  })()`);
  expect(calls).toBe(1);
});

test('A17 destroy leaves nothing behind, and init works again', async () => {
  const page = await ready();
  const complaints = complaintsOf(page);
  let closed = 0;
  page.on('websocket', (socket) =>
    socket.on('close', () => {
      closed += 1;
    }),
  );
  await page.evaluate(
    "window.kept = Counterbell; Counterbell.open(); Counterbell.sendMessage('before the end')",
  );
  await page.locator('counterbell-widget').getByRole('log').getByText('before the end').waitFor();
  await page.evaluate('Counterbell.destroy()');
  await vi.waitFor(() => expect(closed).toBe(1), 5_000);
  expect(await page.locator('counterbell-widget').count()).toBe(0);
  await page.evaluate('kept.init()');
  await page.evaluate('kept.open()');
  await page.locator('counterbell-widget').getByRole('dialog').waitFor();
  expect(complaints).toEqual([]);
});

/** The chat whose row in the inbox shows this text. */
async function chatSaying(text: string) {
  const frame = await operator.line.hear('chat', ({ chat }) => chat.preview === text);
  return frame.chat.id;
}
