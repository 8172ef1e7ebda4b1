import type { Browser, Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { becomeOwner } from '../helpers/console-api.ts';
import { operatorArrives, operatorSend } from '../helpers/people.ts';
import { type ShopVisitor, visitorOn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: Awaited<ReturnType<typeof operatorArrives>>;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  operator = await operatorArrives(relay.url, await becomeOwner(relay));
  await operator.accepts();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

async function open(
  path: string,
): Promise<{ page: Page; visitor: ShopVisitor; complaints: string[] }> {
  const page = await (await newPerson(browser)).newPage();
  const complaints = complaintsOf(page);
  const visitor = await visitorOn(page, relay.url + path);
  return { page, visitor, complaints };
}

test('the plain page holds a conversation', async () => {
  const { visitor, complaints } = await open('/demo/plain-page/');
  await visitor.opensPanel();
  await visitor.writes('Hello from a plain page');
  await visitor.seesState('Sent');
  expect(complaints).toEqual([]);
});

test('A16 the strict page holds a conversation under its policy, with no report', async () => {
  const page = await (await newPerson(browser)).newPage();
  const complaints = complaintsOf(page);
  await page.addInitScript(() => {
    const reports: string[] = [];
    Reflect.set(window, 'reports', reports);
    document.addEventListener('securitypolicyviolation', (event) => {
      reports.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  const visitor = await visitorOn(page, `${relay.url}/demo/strict-csp/`);
  await visitor.opensPanel();
  await visitor.answersBanner('Accept');
  await visitor.writes('Hello from a strict page');
  await visitor.seesState('Sent');
  await page.evaluate("Counterbell.setLocale('de')");
  await page.locator('counterbell-widget').getByRole('button', { name: 'Senden' }).waitFor();
  const policy = (await page.request.get(`${relay.url}/demo/strict-csp/`)).headers()[
    'content-security-policy'
  ];
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain('unsafe');
  expect(await page.evaluate('reports')).toEqual([]);
  expect(complaints).toEqual([]);
});

test('the single-page app talks to the widget, which follows its address', async () => {
  const { page, complaints } = await open('/demo/single-page-app/');
  await page.getByRole('button', { name: 'Ask us' }).click();
  const composer = page
    .locator('counterbell-widget')
    .getByRole('textbox', { name: 'Your message' });
  await composer.fill('Hello from an app');
  await composer.press('Enter');
  const { chat } = await operator.line.hear(
    'chat',
    (frame) => frame.chat.preview === 'Hello from an app',
  );
  await operator.sees(chat.id, ({ visitor }) => visitor.name === 'Demo Customer');
  await page.getByRole('link', { name: 'Prices' }).click();
  await operator.sees(chat.id, (summary) => summary.page.url.endsWith('?view=prices'));
  operator.line.say(operatorSend(chat.id, { kind: 'message', text: 'Hello back' }, uuidv7()));
  await page.getByRole('status').getByText('Hello back').waitFor();
  expect(complaints).toEqual([]);
});
