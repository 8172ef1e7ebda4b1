import type { Browser, BrowserContext, Locator, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let person: BrowserContext;
let visitor: ShopVisitor;
let widget: Locator;
let log: Locator;
let complaints: string[];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  operator = await ownerArrives(browser, relay, 'Ada');
  person = await newPerson(browser, {
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 1_000, height: 600 },
  });
  visitor = await visitorIn(person, `${relay.url}/demo`);
  complaints = complaintsOf(visitor.page);
  widget = visitor.page.locator('counterbell-widget');
  log = widget.getByRole('log', { name: 'Messages' });
  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  await visitor.writes('Which teapot is the largest?');
  await visitor.seesState('Sent');
  await operator.opensChat('Which teapot is the largest?');
  await operator.presses('Accept');
  await visitor.sees('Ada joined');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const sizeOf = (text: string) =>
  log
    .getByText(text, { exact: true })
    .first()
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));

test('A3 shows up to three emoji alone large, and those in a sentence as they are', async () => {
  await operator.writes('🎉🎉');
  await visitor.sees('🎉🎉');
  await operator.writes('Hooray 🎉');
  await visitor.sees('Hooray 🎉');
  expect(await sizeOf('🎉🎉')).toBeGreaterThan(2 * (await sizeOf('Hooray 🎉')));
});

test('A3 puts an emoji from the picker into the message, by keyboard alone', async () => {
  const { page } = visitor;
  const field = widget.getByRole('textbox', { name: 'Your message' });
  await field.fill('Thank you!');
  await field.press('ArrowLeft');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const search = widget.getByRole('searchbox', { name: /Search emoji/ });
  await search.waitFor();
  await page.keyboard.type('smile');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => field.inputValue()).toBe('Thank you😃!');
  await search.waitFor({ state: 'detached' });

  await widget.getByRole('button', { name: 'Emoji' }).click();
  await search.fill('nothing like it');
  await widget.getByText('No emoji found').waitFor();
  await search.press('Escape');
  await search.waitFor({ state: 'detached' });
  await field.press('Enter');
  await operator.sees('Thank you😃!');
});

test('A3 lets the visitor quote a message, which both sides see set apart', async () => {
  await operator.writes('The blue one holds two litres.');
  await visitor.sees('The blue one holds two litres.');
  const { page } = visitor;
  await log.getByRole('button', { name: 'Copy or quote this message' }).last().focus();
  await page.keyboard.press('Enter');
  const year = String(new Date().getFullYear());
  await log.locator('time', { hasText: year }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('I take it.');
  await page.keyboard.press('Enter');
  await log.locator('blockquote', { hasText: 'The blue one holds two litres.' }).waitFor();
  await operator.page
    .locator('.log blockquote', { hasText: 'The blue one holds two litres.' })
    .waitFor();
  await operator.sees('I take it.');
});

test('A3 copies a message, and says its exact time to whoever points at it', async () => {
  const { page } = visitor;
  const message = log.locator('.message', { hasText: 'Hooray' });
  await message.locator('.bubble').hover();
  await expect
    .poll(() => message.locator('.bubble').getAttribute('title'))
    .toContain(String(new Date().getFullYear()));
  await message.getByRole('button', { name: 'Copy or quote this message' }).click();
  await log.getByRole('button', { name: 'Copy', exact: true }).click();
  await log.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Hooray 🎉');
  await page.keyboard.press('Escape');
  await log.getByRole('button', { name: 'Copied' }).waitFor({ state: 'detached' });
  expect(await log.isVisible()).toBe(true);
});

test('A3 reaches every message’s tools by the arrow keys from one stop of the Tab key', async () => {
  const tools = log.getByRole('button', { name: 'Copy or quote this message' });
  const stops = () =>
    tools.evaluateAll((all) => all.filter((one) => one.getAttribute('tabindex') === '0').length);
  expect(await stops()).toBe(1);
  await tools.last().focus();
  await visitor.page.keyboard.press('ArrowUp');
  await visitor.page.keyboard.press('ArrowUp');
  const count = await tools.count();
  await expect.poll(() => tools.nth(count - 3).evaluate((one) => one.matches(':focus'))).toBe(true);
  expect(await stops()).toBe(1);
});

test('A3 opens where the visitor left off, with a line before what is new and the way to its end', async () => {
  await widget.getByRole('button', { name: 'Close' }).click();
  for (let nth = 1; nth <= 12; nth += 1) await operator.writes(`News number ${nth}`);
  await widget.getByRole('button', { name: /12 new messages/ }).click();
  await log.getByText('News number 1', { exact: true }).waitFor();
  const line = log.getByText('New', { exact: true });
  await expect.poll(() => isInSight(line)).toBe(true);
  expect(await isInSight(log.getByText('News number 12'))).toBe(false);

  await log.getByRole('button', { name: 'Show the latest messages, 12 new messages' }).click();
  await expect.poll(() => isInSight(log.getByText('News number 12'))).toBe(true);
  await log.getByRole('button', { name: /Show the latest/ }).waitFor({ state: 'detached' });

  await log.evaluate((element) => element.scrollTo({ top: 0 }));
  await log.getByRole('button', { name: 'Show the latest messages' }).waitFor();
  await operator.writes('One more thing');
  await log.getByRole('button', { name: 'Show the latest messages, 1 new message' }).click();
  await expect.poll(() => isInSight(log.getByText('One more thing'))).toBe(true);
  expect(complaints).toEqual([]);
});

/** Whether it stands within what the list shows. */
function isInSight(text: Locator): Promise<boolean> {
  return text.first().evaluate((element) => {
    const list = element.closest('.list')?.getBoundingClientRect();
    const { top, bottom } = element.getBoundingClientRect();
    return list !== undefined && top >= list.top - 1 && bottom <= list.bottom + 1;
  });
}

test('A3 tries a lost line again at a press, and says nothing of who is there meanwhile', async () => {
  const lines: WebSocketRoute[] = [];
  const elsewhere = await newPerson(browser);
  await elsewhere.routeWebSocket(/\/v1\/ws/, (line) => {
    lines.push(line);
    line.connectToServer();
  });
  const other = await visitorIn(elsewhere, `${relay.url}/demo`);
  const panel = other.page.locator('counterbell-widget');
  await other.opensPanel();
  await panel.getByText('We are here').waitFor();
  // From here on no time passes that would bring the line back by itself.
  await other.page.clock.install();
  await other.page.clock.pauseAt(Date.now() + 60_000);
  await lines.at(-1)?.close({ code: 1001 });
  await panel.getByText('Trying again in').waitFor();
  await panel.getByText('We are here').waitFor({ state: 'hidden' });
  await panel.getByRole('button', { name: 'Try again' }).click();
  await panel.getByText('We are here').waitFor();
  expect(await panel.getByText('Trying again in').count()).toBe(0);
  expect(lines).toHaveLength(2);
  await elsewhere.close();
});
