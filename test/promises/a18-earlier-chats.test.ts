import { readFile } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { messageTo } from '../helpers/frame-line.ts';
import { visitorArrives } from '../helpers/people.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let visitor: ShopVisitor;
let log: Locator;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true, env: { FRAMES_PER_SECOND: '10000' } });
  browser = await launchBrowser();
  operator = await ownerArrives(browser, relay, 'Ada');
  const person = await newPerson(browser, { viewport: { width: 1_000, height: 560 } });
  visitor = await visitorIn(person, `${relay.url}/demo`);
  log = visitor.page.locator('counterbell-widget').getByRole('log', { name: 'Messages' });
  await visitor.opensPanel();
  await visitor.answersBanner('Accept');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** A whole chat: the visitor asks, the operator answers and closes it. */
async function haveChat(question: string, answers: readonly string[]): Promise<void> {
  await visitor.writes(question);
  await visitor.seesState('Sent');
  await operator.page.getByRole('link', { name: 'Inbox' }).click();
  await operator.opensChat(question);
  await operator.presses('Accept');
  for (const answer of answers) await operator.writes(answer);
  await visitor.sees(answers.at(-1) ?? question);
  await operator.presses('Close chat');
  await visitor.sees('The chat was closed');
}

const startChat = () => log.getByRole('button', { name: 'Start a new chat' });

test('A18 begins a new chat after a closed one, which stays above it', async () => {
  await haveChat('Is the kettle in stock?', ['It is.']);
  await startChat().click();
  await log.getByRole('heading', { name: 'New chat' }).waitFor();
  await haveChat(
    'And the cups?',
    Array.from({ length: 9 }, (_, nth) => `Cups, part ${nth + 1}`),
  );
  await log.getByRole('heading', { name: /Earlier chat · Today/ }).waitFor();
  await log.getByRole('heading', { name: /New chat · Today/ }).waitFor();
  expect((await visitor.messages()).slice(0, 3)).toEqual([
    'Is the kettle in stock?',
    'It is.',
    'And the cups?',
  ]);
  // The operator has two chats, not one that was opened again.
  expect(await operator.messages()).not.toContain('Is the kettle in stock?');
});

test('A18 shows earlier chats on a later page, by a button or by scrolling, and nothing jumps', async () => {
  await startChat().click();
  await visitor.writes('A third question');
  await visitor.seesState('Sent');
  await visitor.page.reload();
  await visitor.opensPanel();
  await visitor.sees('A third question');
  expect(await visitor.messages()).toEqual(['A third question']);

  const more = log.getByRole('button', { name: 'Show earlier chats' });
  await more.focus();
  await visitor.page.keyboard.press('Enter');
  await log.getByText('Cups, part 9').waitFor();
  expect(await log.getByText('Is the kettle in stock?').count()).toBe(0);

  const place = () =>
    log.getByText('Cups, part 1', { exact: true }).evaluate((one) => {
      return Math.round(one.getBoundingClientRect().top);
    });
  await log.evaluate((element) => element.scrollTo({ top: 10 }));
  const before = await place();
  await log.getByText('Is the kettle in stock?').waitFor({ state: 'attached' });
  await more.waitFor({ state: 'detached' });
  // What replaced the button may differ from it by less than a line.
  expect(Math.abs((await place()) - before)).toBeLessThan(40);
});

test('A18 A7 the saved conversation holds all chats that are shown, the oldest first', async () => {
  const [download] = await Promise.all([
    visitor.page.waitForEvent('download'),
    visitor.choosesInMenu(/^Save the conversation .\.txt/),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toMatch(/Is the kettle in stock[\s\S]*Cups, part 9[\s\S]*A third question/);
});

test('A18 draws a long chat from its end, and more of it as the visitor scrolls up, without a jump', async () => {
  const site = await demoSiteKey(relay.url);
  const { line, token = '', writes } = await visitorArrives(relay.url, site);
  const { chat } = await writes('message 0');
  const messages = Array.from({ length: 449 }, (_, nth) => messageTo(chat, `message ${nth + 1}`));
  for (const message of messages) line.say(message);
  await line.hear('sent', ({ id }) => id === messages.at(-1)?.id);
  const person = await newPerson(browser);
  const kept = [`counterbell:token:${site}`, token] as const;
  await person.addInitScript(([key, value]) => sessionStorage.setItem(key, value), kept);
  const { page, opensPanel, sees, messages: drawn } = await visitorIn(person, `${relay.url}/demo`);
  await opensPanel();
  await sees('message 449');
  const list = page.locator('counterbell-widget').getByRole('log', { name: 'Messages' });
  expect((await drawn()).at(0)).toBe('message 250');

  const place = () =>
    list.getByText('message 250', { exact: true }).evaluate((one) => {
      return Math.round(one.getBoundingClientRect().top);
    });
  await list.evaluate((element) => element.scrollTo({ top: 10 }));
  const before = await place();
  await list.getByText('message 50', { exact: true }).waitFor({ state: 'attached' });
  expect(Math.abs((await place()) - before)).toBeLessThan(40);
  await list.evaluate((element) => element.scrollTo({ top: 0 }));
  await sees('message 0');
  expect(await drawn()).toHaveLength(450);
});
