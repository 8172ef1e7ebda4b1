import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { NAMES } from '../../protocol/index.ts';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { becomeOwner, type ConsoleApi } from '../helpers/console-api.ts';
import { servePage } from '../helpers/page-server.ts';
import { operatorArrives } from '../helpers/people.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let owner: ConsoleApi;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  const operator = await operatorArrives(relay.url, owner);
  await operator.accepts();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

async function cookieOf(person: BrowserContext) {
  return (await person.cookies()).find(({ name }) => name === NAMES.visitorCookie);
}

function keptOn({ page }: ShopVisitor): Promise<number> {
  return page.evaluate(() => localStorage.length + sessionStorage.length);
}

test('F1 asks in the panel, and an Accept sets the first-party cookie', async () => {
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, `${relay.url}/demo`);
  await visitor.opensPanel();
  expect(await cookieOf(person)).toBeUndefined();
  await visitor.answersBanner('Accept');
  const cookie = await vi.waitFor(async () => {
    const found = await cookieOf(person);
    expect(found).toBeDefined();
    return found;
  }, 10_000);
  expect(cookie).toMatchObject({
    value: expect.stringMatching(/^[0-9a-f]{32}$/),
    domain: '127.0.0.1',
    secure: true,
    sameSite: 'Lax',
  });
});

test('F1 keeps nothing after a refusal, and the chat goes on', async () => {
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.page
    .getByText(/Without the cookie, this conversation stays only until you leave the page\.$/)
    .waitFor();
  await visitor.answersBanner('No thanks');
  await visitor.writes('Hello all the same');
  await visitor.seesState('Sent');
  await visitor.page.getByRole('textbox', { name: 'Your message' }).pressSequentially('And');
  expect(await cookieOf(person)).toBeUndefined();
  expect(await keptOn(visitor)).toBe(0);
});

test('F2 takes it back as easily: "Forget me" removes the cookie and all that was stored', async () => {
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.answersBanner('Accept');
  await vi.waitFor(async () => expect(await cookieOf(person)).toBeDefined(), 10_000);
  const composer = visitor.page.getByRole('textbox', { name: 'Your message' });
  await composer.pressSequentially('Not sent yet');
  await visitor.choosesInMenu(/^Forget me/);
  await vi.waitFor(async () => expect(await cookieOf(person)).toBeUndefined(), 10_000);
  expect(await keptOn(visitor)).toBe(0);
  expect(await composer.inputValue()).toBe('Not sent yet');
  await visitor.writes('Still here');
  await visitor.seesState('Sent');
});

test('F2 lets a consent manager decide through the API', async () => {
  const made = await owner.call('POST', '/sites', {
    name: 'Managed',
    domains: ['127.0.0.1'],
    settings: { colour: '#0f766e', welcome: '', language: 'en', consent: 'external' },
  });
  const site = await servePage(made.body.snippet);
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, site.url);
  await visitor.opensPanel();
  const accept = visitor.page.getByRole('button', { name: 'Accept' });
  expect(await accept.count()).toBe(0);
  expect(await keptOn(visitor)).toBe(0);
  await visitor.page.evaluate('Counterbell.consent.grant()');
  await vi.waitFor(async () => expect(await cookieOf(person)).toBeDefined(), 10_000);
  await visitor.page.evaluate('Counterbell.consent.deny()');
  await vi.waitFor(async () => expect(await cookieOf(person)).toBeUndefined(), 10_000);
  await site.stop();
});
