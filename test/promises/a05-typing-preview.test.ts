import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const NOTICE = 'We can see what you write before you send it.';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  operator = await ownerArrives(browser, relay, 'Ada');
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

async function visitorArrives(): Promise<ShopVisitor> {
  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  return visitor;
}

test('A5 shows operators nothing of what is written and not sent, unless the site wants it', async () => {
  const visitor = await visitorArrives();
  await visitor.writes('Hello there');
  await visitor.seesState('Sent');
  await operator.opensChat('Hello there');
  const field = visitor.page.getByRole('textbox', { name: 'Your message' });
  await field.pressSequentially('a secret');
  await operator.page.getByText('The visitor is typing').waitFor();
  expect(await visitor.page.getByText(NOTICE).count()).toBe(0);
  expect(await operator.page.getByText('a secret').count()).toBe(0);
});

test('A5 with the preview switched on, tells the visitor before they type, and shows operators what they write', async () => {
  const { page } = operator;
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await page.locator('.list h2 a').first().click();
  await page.getByLabel(/Show what visitors write/).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByRole('link', { name: 'Inbox' }).click();

  const visitor = await visitorArrives();
  const complaints = complaintsOf(visitor.page);
  await visitor.page.getByText(NOTICE).waitFor();
  await visitor.writes('Good evening');
  await visitor.seesState('Sent');
  await operator.opensChat('Good evening');
  const field = visitor.page.getByRole('textbox', { name: 'Your message' });
  await field.pressSequentially('Do you <b>ship</b>');
  const preview = page.getByRole('region', { name: 'Not sent yet' });
  await preview.getByText('Do you <b>ship</b>').waitFor();
  await field.pressSequentially(' to Oslo?');
  await preview.getByText('Do you <b>ship</b> to Oslo?').waitFor();
  await field.press('Enter');
  await operator.sees('Do you <b>ship</b> to Oslo?');
  await preview.waitFor({ state: 'detached' });

  await field.pressSequentially('No, wait');
  await preview.getByText('No, wait').waitFor();
  await field.fill('');
  await preview.waitFor({ state: 'detached' });
  expect(await operator.messages()).not.toContain('No, wait');
  expect(complaints).toEqual([]);
});
