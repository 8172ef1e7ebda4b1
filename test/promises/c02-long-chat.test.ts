import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { messageTo } from '../helpers/frame-line.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

/** More than two replays of the log bring. */
const MESSAGES = 450;

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let page: Page;
let address: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  operator = await operatorWith(await newPerson(browser), relay.url, relay.ownerLink, 'Ada');
  page = operator.page;
}, 60_000);
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const distanceFromEnd = () =>
  page.getByRole('log', { name: 'Conversation' }).evaluate((log) => {
    return log.scrollHeight - log.scrollTop - log.clientHeight;
  });

test('C2 opens a long chat at its end, stays where one reads, and follows one’s own words', async () => {
  const site = await demoSiteKey(relay.url);
  let visitor = await visitorArrives(relay.url, site);
  const { token } = visitor;
  const { chat } = await visitor.writes('message 0');
  address = `${relay.url}/console/chat/${chat}`;
  for (let nth = 1; nth < MESSAGES; nth += 1) {
    // A new line after some: how fast one may write is not what this is about.
    if (nth % 30 !== 0) visitor.line.say(messageTo(chat, `message ${nth}`));
    else {
      await visitor.writes(`message ${nth}`, chat);
      await visitor.line.hangUp();
      visitor = await visitorArrives(relay.url, site, { token });
    }
  }
  await operator.opensChat(`message ${MESSAGES - 1}`);
  await operator.sees(`message ${MESSAGES - 1}`);
  await expect.poll(distanceFromEnd).toBeLessThan(2);

  const log = page.getByRole('log', { name: 'Conversation' });
  await log.evaluate((element) => element.scrollTo({ top: 2_000 }));
  await expect.poll(distanceFromEnd).toBeGreaterThan(2_000);
  await visitor.writes('are you reading?', chat);
  await page.getByText('are you reading?').first().waitFor({ state: 'attached' });
  expect(await log.evaluate((element) => element.scrollTop)).toBe(2_000);

  await operator.writes('I am at the beginning.');
  await operator.sees('I am at the beginning.');
  await expect.poll(distanceFromEnd).toBeLessThan(2);
});

test('C2 opens a long chat at the message that a link names, with all that was said around it', async () => {
  await page.goto('about:blank');
  await page.goto(`${address}#20`);
  const marked = page.locator('[data-marked="true"]');
  await marked.waitFor();
  await expect.poll(() => marked.evaluate((item) => item === document.activeElement)).toBe(true);
  const isInSight = () =>
    marked.evaluate((item) => {
      const { top, bottom } = item.getBoundingClientRect();
      const log = item.closest('.log')?.getBoundingClientRect();
      return log !== undefined && top >= log.top && bottom <= log.bottom;
    });
  await expect.poll(isInSight).toBe(true);
  const log = page.getByRole('log', { name: 'Conversation' });
  await expect.poll(() => log.locator('.bubble').count()).toBe(MESSAGES + 2);
  // From now on what is said is told to who cannot see it.
  expect(await log.getAttribute('aria-live')).toBe('polite');
  expect(await isInSight()).toBe(true);
});
