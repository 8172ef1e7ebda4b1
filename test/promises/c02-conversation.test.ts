import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let visitor: ShopVisitor;
let complaints: string[];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  operator = await operatorWith(await newPerson(browser), relay.url, relay.ownerLink, 'Ada');
  complaints = complaintsOf(operator.page);
  await operator.accepts();
  visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo/product`);
  complaints.push(...complaintsOf(visitor.page));
  await visitor.opensPanel();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

test('C1 C6 shows a chat live with page, referrer, browser and system', async () => {
  await visitor.writes('Is the teapot dishwasher safe?');
  await visitor.seesState('Sent');
  await operator.opensChat('Is the teapot dishwasher safe?');
  await operator.sees('Is the teapot dishwasher safe?');
  const panel = operator.page.locator('.visitor-panel');
  await panel.getByText(`/demo/product`, { exact: false }).waitFor();
  await panel.getByText(/Chrome|Chromium/).waitFor();
  await panel.getByText('Linux').waitFor();
});

test('C2 lets the operator accept and answer, and shows both what the other does', async () => {
  await operator.presses('Accept');
  await visitor.sees('Ada joined');
  await visitor.seesState('Seen');
  // Whoever accepts writes on: a letter is no shortcut there, and `c` would close the chat.
  await expect.poll(() => operator.page.locator('textarea:focus').count()).toBe(1);
  await operator.page.keyboard.type('c It');
  await visitor.page.getByText('Ada is typing').waitFor();
  await operator.writes('It is, on the lower rack.');
  await visitor.sees('It is, on the lower rack.');
  await operator.page.getByText('Seen', { exact: true }).waitFor();
  await visitor.page.getByLabel('Your message').pressSequentially('Than');
  await operator.page.getByText('The visitor is typing').waitFor();
});

test('C2 keeps a note from the visitor', async () => {
  await operator.notes('Asks about every teapot');
  await operator.sees('Asks about every teapot');
  await operator.writes('Anything else?');
  await visitor.sees('Anything else?');
  expect(await visitor.page.locator('counterbell-widget').textContent()).not.toContain(
    'every teapot',
  );
  expect(await visitor.messages()).not.toContain('Asks about every teapot');
});

test('C2 writes a note after a click on Note, without a key of it doing anything else', async () => {
  const { page } = operator;
  await page.getByText('Note', { exact: true }).click();
  await page.keyboard.type('rude customer, crook');
  await page.keyboard.press('Enter');
  await operator.sees('rude customer, crook');
  await page.getByText('Message', { exact: true }).click();
  await page.keyboard.type('Have a nice day');
  await page.keyboard.press('Enter');
  await visitor.sees('Have a nice day');
  expect((await visitor.messages()).join()).not.toMatch(/customer|crook/);
});

test('C2 keeps what was begun as a note from becoming a message by a key, also after a reload', async () => {
  const { page } = operator;
  const note = page.getByLabel('Note for operators');
  await page.getByText('Note', { exact: true }).click();
  await note.fill('Never for the visitor');
  await page.locator('h1').first().focus();
  await page.keyboard.press('r');
  expect(await note.inputValue()).toBe('Never for the visitor');
  await page.reload();
  expect(await note.inputValue()).toBe('Never for the visitor');
  await page.getByRole('radio', { name: 'Note' }).focus();
  await page.keyboard.press('c');
  await page.keyboard.press('n');
  await page.locator('main header').getByText('Active · Ada').waitFor();
  await note.fill('');
});

test('C2 closes a chat, which opens again when the visitor writes', async () => {
  await operator.presses('Close chat');
  await visitor.sees('The chat was closed');
  await visitor.writes('One more question');
  await operator.sees('One more question');
  await operator.sees('The chat was opened again');
});

test('renders what a visitor writes as text, never as markup', async () => {
  const attack = '<img src=x onerror="document.title=\'owned\'"> <b>bold</b>';
  await visitor.writes(attack);
  await operator.sees(attack);
  await visitor.sees(attack);
  expect(await operator.page.locator('.log img, .log b').count()).toBe(0);
  expect(
    await visitor.page.locator('counterbell-widget img, counterbell-widget .bubble b').count(),
  ).toBe(0);
  expect(await operator.page.title()).not.toBe('owned');
  expect(complaints).toEqual([]);
});

test("shows a stranger's name, page and referrer as text, and links to nothing but the web", async () => {
  const { line, writes } = await visitorArrives(relay.url, await demoSiteKey(relay.url), {
    page: {
      url: 'javascript:document.title="owned"',
      title: '<img src=x onerror="document.title=1">',
      referrer: 'data:text/html,<script>document.title=1</script>',
    },
    language: '<i>',
  });
  await writes('From a strange page');
  line.say({ type: 'identify', name: '<b onclick=alert(1)>Eve</b>' });
  await operator.opensChat('From a strange page');
  const panel = operator.page.locator('.visitor-panel');
  await panel.getByText('<b onclick=alert(1)>Eve</b>').waitFor();
  await panel.getByText('<img src=x onerror="document.title=1">').waitFor();
  expect(await panel.locator('a').count()).toBe(0);
  expect(
    await operator.page.locator('b[onclick], .visitor-panel img, .visitor-panel i').count(),
  ).toBe(0);
  expect(complaints).toEqual([]);
});

test('C2 leaves Seen with the last message that was seen, and tells none before it as delivered', async () => {
  const asking = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  const { chat } = await asking.writes('Where is my parcel?');
  await operator.opensChat('Where is my parcel?');
  await operator.presses('Accept');
  const ours = operator.page.locator('.said.ours[data-seq]');
  const answers = async (text: string) => {
    await operator.writes(text);
    return Number(await ours.filter({ hasText: text }).getAttribute('data-seq'));
  };
  const marks = async () =>
    (await ours.allInnerTexts()).map((text) => /(Seen|Delivered)$/.exec(text)?.[0] ?? '');

  const seq = await answers('On its way');
  asking.line.say({ type: 'delivered', chat, seq });
  await expect.poll(marks).toEqual(['Delivered']);
  asking.line.say({ type: 'seen', chat, seq });
  await expect.poll(marks).toEqual(['Seen']);
  await asking.writes('Thank you', chat);
  // Seen at once: a browser then does not say that it was delivered before.
  asking.line.say({ type: 'seen', chat, seq: await answers('You are welcome') });
  await expect.poll(marks).toEqual(['', 'Seen']);
});
