import type { Browser } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { becomeOwner, type ConsoleApi } from '../helpers/console-api.ts';
import { operatorArrives, operatorSend } from '../helpers/people.ts';
import { visitorIn, visitorOn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let owner: ConsoleApi;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

test('F1 makes one request and keeps nothing before the visitor touches the launcher', async () => {
  const person = await newPerson(browser);
  const page = await person.newPage();
  const requests: string[] = [];
  const sockets: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  page.on('websocket', (socket) => sockets.push(socket.url()));
  const complaints = complaintsOf(page);
  await page.goto(`${relay.url}/demo`);
  await page.getByRole('button', { name: 'Chat', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');

  const ofThePage = ['/demo', '/demo/shop.css', '/demo/pots.svg'];
  expect(requests.filter((path) => !ofThePage.includes(path))).toEqual(['/widget.js']);
  expect(sockets).toEqual([]);
  expect(await person.cookies()).toEqual([]);
  const kept = () => page.evaluate(() => localStorage.length + sessionStorage.length);
  expect(await kept()).toBe(0);
  expect(complaints).toEqual([]);
});

test('A1 takes a message to an operator and the answer back, live', async () => {
  const operator = await operatorArrives(relay.url, owner);
  await operator.accepts();
  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.writes('Do you ship to Norway?');
  await visitor.sees('Do you ship to Norway?');
  await visitor.seesState('Sent');

  const { chat } = await operator.line.hear('chat', (frame) => frame.chat.operator !== null);
  expect(chat).toMatchObject({
    preview: 'Do you ship to Norway?',
    page: { title: 'Kiln & Kettle: pots for slow tea' },
    device: { browser: expect.stringMatching(/Chrom/) },
  });
  const answer = { kind: 'message', text: 'We do, within a week.' };
  operator.line.say(operatorSend(chat.id, answer, uuidv7()));
  await visitor.sees('We do, within a week.');
});

test('F2 counts Global Privacy Control as a refusal, and the chat works all the same', async () => {
  const person = await newPerson(browser);
  const page = await person.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
  });
  const visitor = await visitorOn(page, `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.writes('Hello');
  await visitor.sees('Hello');
  await visitor.seesState('Sent');
  expect(await page.getByRole('button', { name: 'Accept' }).count()).toBe(0);
  expect(await person.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});
