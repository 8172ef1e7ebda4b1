import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../../protocol/index.ts';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let ada: ConsoleOperator;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  ada = await ownerArrives(browser, relay, 'Ada');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

async function opensHours() {
  const { page } = ada;
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await page.getByRole('link', { name: 'Demo shop' }).click();
  await page.getByRole('link', { name: 'Hours', exact: true }).click();
  return page;
}

async function saves() {
  await ada.page.getByRole('button', { name: 'Save' }).click();
  await ada.page.getByText('Saved.').waitFor();
}

/** Gives back the name of the day on which the site opens. */
async function closesUntilAfterTomorrow(page: Page): Promise<string> {
  await page.getByLabel('Open at certain hours only').check();
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await page.getByRole('button', { name: `Remove hours of ${day}` }).click();
  }
  await page.getByText('you do not open within 60 days').waitFor();
  // Open all day on the day after tomorrow, whatever the clock says here.
  const day = new Date(Date.now() + 2 * 86_400_000).toLocaleDateString('en', { weekday: 'long' });
  await page.getByRole('button', { name: `Add hours on ${day}` }).click();
  await page.getByLabel(`${day}, from`).fill('07:30');
  await page.getByLabel(`${day}, to`).fill('00:00');
  await saves();
  return day;
}

test('A8 says when the site is back outside its opening hours, and takes a message', async () => {
  const page = await opensHours();
  const day = await closesUntilAfterTomorrow(page);

  const { page: shop } = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  const widget = shop.locator('counterbell-widget');
  await widget.getByRole('button', { name: 'Chat', exact: true }).click();
  await widget
    .getByText(new RegExp(`Back ${day}.*7:30`))
    .first()
    .waitFor();
  await widget.getByRole('button', { name: 'Leave an e-mail address' }).waitFor();
});

test('A8 says that everybody is busy while the queue is full, and estimates the wait while it is open', async () => {
  const page = await opensHours();
  await page.getByLabel('Open at certain hours only').uncheck();
  await page.getByLabel('Limit the queue').check();
  await page.getByLabel('Chats that may wait').fill('4');
  await saves();

  const site = await demoSiteKey(relay.url);
  const waiting = [];
  for (let count = 0; count < LIMITS.chatsPerOperator + 4; count += 1) {
    const visitor = await visitorArrives(relay.url, site);
    await visitor.writes(`chat ${count}`);
    if (count >= LIMITS.chatsPerOperator) waiting.push(visitor);
    else await visitor.line.hear('event', ({ event }) => event.kind === 'assigned');
  }
  await waiting[3]?.line.hear('queue', ({ position }) => position === 4);
  const late = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  const widget = late.page.locator('counterbell-widget');
  await widget.getByRole('button', { name: 'Chat', exact: true }).click();
  await widget.getByText('Everybody is busy right now').first().waitFor();

  // Three leave the queue: now there is a pace to go by.
  await page.getByRole('link', { name: 'Inbox' }).click();
  for (let count = 0; count < 3; count += 1) {
    const gone = waiting[count]?.line.hear('queue', ({ position }) => position === 0);
    await page
      .locator('.chat-row', { hasText: `chat ${count}` })
      .first()
      .click();
    await ada.presses('Close chat');
    await gone;
  }
  await widget.getByText('We are here').waitFor();
  await late.writes('And I?');
  await widget.getByText(/You are number 2 in the queue · About \d+ minutes?/).waitFor();
  expect(await widget.getByText('Everybody is busy').count()).toBe(0);

  // Nobody takes from the queue until the site opens: then the place in it tells nothing.
  await opensHours();
  const day = await closesUntilAfterTomorrow(page);
  await widget.getByText(`Back ${day}`).first().waitFor();
  expect(await widget.getByText('You are number').count()).toBe(0);
  await page.getByLabel('Open at certain hours only').uncheck();
  await saves();
  await widget.getByText('You are number 2').waitFor();
});

test('A8 hides the launcher while nobody is there, and leaves it to who has a chat', async () => {
  const { page } = ada;
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await page.getByRole('link', { name: 'Demo shop' }).click();
  await page.getByRole('link', { name: 'Looks', exact: true }).click();
  await page.getByLabel('Launcher').selectOption({ label: 'Hidden while nobody is there' });
  await saves();
  const known = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await known.opensPanel();
  await known.writes('I come back');
  await known.seesState('Sent');
  await ada.stopsAccepting();

  const launcherOn = (page: Page) => page.locator('counterbell-widget .start');
  const newcomerSeesIt = async () => {
    const { page: shop } = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
    await launcherOn(shop).waitFor({ state: 'attached' });
    return launcherOn(shop).isVisible();
  };
  // Several nodes hear of it one after another.
  await expect.poll(newcomerSeesIt, { timeout: 10_000 }).toBe(false);
  await known.page.goto(`${relay.url}/demo/product`);
  await launcherOn(known.page).waitFor();
});
