import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { browserOptions, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { type SpawnedRelay, spawnRelay } from '../helpers/start-relay.ts';

let relay: SpawnedRelay;
let browser: Browser;
let operator: ConsoleOperator;
let profile: string;

beforeAll(async () => {
  relay = await spawnRelay({ demo: true });
  browser = await launchBrowser();
  profile = await mkdtemp(join(tmpdir(), 'counterbell-profile-'));
  operator = await ownerArrives(browser, relay, 'Ada');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
  await rm(profile, { recursive: true, force: true });
});

/** A browser whose profile stays when it is closed. */
async function openBrowser(): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    ...(await browserOptions()),
    locale: 'en-GB',
  });
}

function expectMessages(visitor: ShopVisitor, texts: string[]) {
  return vi.waitFor(async () => expect(await visitor.messages()).toEqual(texts), 10_000);
}

test('A2 goes on over pages, reloads, tabs and a closed browser, each message once', async () => {
  let person = await openBrowser();
  let visitor = await visitorIn(person, `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.answersBanner('Accept');
  await visitor.writes('one');
  await visitor.seesState('Sent');
  await operator.opensChat('one');
  await operator.writes('two');
  await visitor.sees('two');

  const afterwards = ['one', 'two'];
  await visitor.page.goto(`${relay.url}/demo/product`);
  await visitor.opensPanel();
  await expectMessages(visitor, afterwards);
  await visitor.page.reload();
  await visitor.opensPanel();
  await expectMessages(visitor, afterwards);

  const tab = await visitorIn(person, `${relay.url}/demo/cart`);
  await tab.opensPanel();
  await expectMessages(tab, afterwards);
  await tab.writes('three, from another tab');
  await visitor.sees('three, from another tab');

  await person.close();
  person = await openBrowser();
  visitor = await visitorIn(person, `${relay.url}/demo`);
  await visitor.opensPanel();
  await expectMessages(visitor, [...afterwards, 'three, from another tab']);
  await person.close();
});

test('A2 without an answer to the banner, goes on in the same tab and no further', async () => {
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.writes('for this tab');
  await visitor.seesState('Sent');
  await visitor.page.goto(`${relay.url}/demo/product`);
  await visitor.opensPanel();
  await expectMessages(visitor, ['for this tab']);
  const tab = await visitorIn(person, `${relay.url}/demo`);
  await tab.opensPanel();
  await expectMessages(tab, []);
});

const composerOf = ({ page }: ShopVisitor) => page.getByRole('textbox', { name: 'Your message' });

function expectDraft(visitor: ShopVisitor, text: string) {
  return expect.poll(() => composerOf(visitor).inputValue(), { timeout: 10_000 }).toBe(text);
}

test('A2 keeps what was begun over a reload, and no longer once it is sent', async () => {
  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await visitor.opensPanel();
  await composerOf(visitor).pressSequentially('Is the kett');
  await visitor.page.reload();
  await visitor.opensPanel();
  await expectDraft(visitor, 'Is the kett');
  await composerOf(visitor).press('End');
  await composerOf(visitor).pressSequentially('le blue?');
  await composerOf(visitor).press('Enter');
  await visitor.seesState('Sent');
  await visitor.page.reload();
  await visitor.opensPanel();
  await expectMessages(visitor, ['Is the kettle blue?']);
  await expectDraft(visitor, '');
});

test('A2 shows both tabs of a visitor who agreed one draft, and takes it from both when they are forgotten', async () => {
  const person = await newPerson(browser);
  const visitor = await visitorIn(person, `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.answersBanner('Accept');
  await composerOf(visitor).pressSequentially('one');
  const tab = await visitorIn(person, `${relay.url}/demo/product`);
  await tab.opensPanel();
  await expectDraft(tab, 'one');
  await composerOf(tab).press('End');
  await composerOf(tab).pressSequentially(' and two');
  await expectDraft(visitor, 'one and two');
  await tab.page.evaluate('Counterbell.reset()');
  await expectDraft(visitor, '');
  await tab.page.reload();
  await tab.opensPanel();
  await expectDraft(tab, '');
});

test('A2 loses nothing when the relay is killed while both write', async () => {
  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.writes('begin');
  await visitor.seesState('Sent');
  await operator.page.getByRole('link', { name: 'Inbox' }).click();
  await operator.opensChat('begin');
  await operator.presses('Accept');
  await visitor.sees('Ada joined');

  await relay.kill();
  await visitor.writes('written while it was down');
  await operator.writes('answered while it was down');
  await visitor.page
    .getByText(/Trying again|Connecting/)
    .first()
    .waitFor();
  await relay.restart();

  const all = ['begin', 'written while it was down', 'answered while it was down'];
  await vi.waitFor(async () => {
    expect((await visitor.messages()).toSorted()).toEqual(all.toSorted());
    expect(await operator.messages()).toEqual(await visitor.messages());
    expect(await operator.page.getByText('Sending …').count()).toBe(0);
  }, 20_000);
});
