import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const MARKUP = '<img src=x onerror="document.title=1"><b>b</b>';
/** Turns the direction of all that follows, unless it is kept from it. */
const TURNED = '\u202eevil \u2066\u0007\u001b[31m\ufeffword';
/** Ends what sets it apart, and then turns all that follows. */
const ENDED = '\u2069\u2069\u202eevil gnp.exe';
const ENDLESS = 'W'.repeat(8_000);
const HOSTILE = [MARKUP, TURNED, ENDED, ENDLESS];

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let complaints: string[];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  operator = await operatorWith(await newPerson(browser), relay.url, relay.ownerLink, 'Ada');
  complaints = complaintsOf(operator.page);
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** A visitor of whom everything that can be said is said in these words. */
async function visitorInWords(words: string) {
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url), {
    page: {
      url: `javascript:${words}`.slice(0, 2_048),
      title: words.slice(0, 300),
      referrer: `data:text/html,${words}`.slice(0, 2_048),
    },
    language: words.slice(0, 35),
  });
  const { line } = visitor;
  await visitor.writes(words);
  line.say({ type: 'identify', name: words.slice(0, 100) });
  const attributes = { [words.slice(0, 64)]: words.slice(0, 300), plan: words.slice(0, 300) };
  line.say({ type: 'identify', attributes });
  const name = words.slice(0, 64);
  const items = [{ id: name, name: words.slice(0, 100), quantity: 1e6, price: 1e12 }];
  const basket = { total: 1e12, currency: 'ZZZ', items };
  const properties = { [name]: words.slice(0, 300) };
  for (const track of [
    { kind: 'order', id: name, ...basket },
    { kind: 'cart', ...basket },
    { kind: 'event', name, properties },
    { kind: 'goal', name, properties },
  ]) {
    line.say({ type: 'track', track });
  }
  line.say({
    type: 'page',
    url: `https://shop.example/${words}`.slice(0, 2_048),
    title: words.slice(0, 300),
  });
  const { chat } = await visitor.writes('Their last word');
  await operator.page.request.post(
    `${relay.url}/api/v1/visitors/${visitor.welcome.visitor}/notes`,
    { headers: { origin: relay.url }, data: { text: words.slice(0, 2_000) } },
  );
  return { ...visitor, chat };
}

/** What broke out of its place on this screen. */
function whatBrokeOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const strange = 'img[src=x], b, script:not([src])';
    for (const element of document.querySelectorAll(`main ${strange}, aside ${strange}`))
      if (element.closest('aside, main')?.contains(element) && element.tagName !== 'SCRIPT')
        found.push(`an element: ${element.outerHTML.slice(0, 60)}`);
    for (const link of document.querySelectorAll('a[href]'))
      if (link instanceof HTMLAnchorElement && !/^https?:$/.test(link.protocol))
        found.push(`a link: ${link.href.slice(0, 60)}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} too wide`);
    for (const element of document.querySelectorAll(
      'aside.visitor-panel, .log, .chats, .here > li',
    ))
      if (element.scrollWidth > element.clientWidth + 1)
        found.push(`${element.className} is ${element.scrollWidth - element.clientWidth} too wide`);
    for (const bubble of document.querySelectorAll('.log .bubble')) {
      const log = bubble.closest('.log')?.getBoundingClientRect();
      const { left, right } = bubble.getBoundingClientRect();
      if (log && (left < log.left || right > log.right)) found.push('a message beyond the chat');
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!text.nodeValue?.includes('\u202e')) continue;
      let isolated = false;
      for (let around = text.parentElement; around; around = around.parentElement) {
        const { unicodeBidi, display } = getComputedStyle(around);
        if (/isolate|plaintext/.test(unicodeBidi) || display !== 'inline') {
          isolated =
            /isolate|plaintext/.test(unicodeBidi) ||
            !around.textContent?.replace(text.nodeValue ?? '', '').trim();
          break;
        }
      }
      if (!isolated) found.push(`words that turn: ${text.parentElement?.outerHTML.slice(0, 80)}`);
    }
    return found;
  });
}

test.each([
  ['wide', 1_400, 900],
  ['of a phone', 390, 844],
])(
  'keeps what strangers write where it belongs, on a screen that is %s',
  async (_name, width, height) => {
    await operator.page.setViewportSize({ width, height });
    for (const words of HOSTILE) {
      const visitor = await visitorInWords(words);
      await operator.page.goto(`${relay.url}/console/visitors`);
      await operator.page.locator('.here > li').first().waitFor();
      expect([words.slice(0, 20), await whatBrokeOut(operator.page)]).toEqual([
        words.slice(0, 20),
        [],
      ]);
      await operator.page.goto(`${relay.url}/console/chat/${visitor.chat}`);
      await operator.page
        .locator('.visitor-panel .notes li')
        .first()
        .waitFor({ state: 'attached' });
      await operator.page.locator('.visitor-panel > details').evaluate((details) => {
        for (const fold of [details, ...details.querySelectorAll('details')]) {
          fold.setAttribute('open', '');
        }
      });
      await operator.page.locator('.visitor-panel .tracks').last().waitFor();
      expect([words.slice(0, 20), await whatBrokeOut(operator.page)]).toEqual([
        words.slice(0, 20),
        [],
      ]);
      await visitor.line.hangUp();
    }
    expect(await operator.page.title()).toMatch(/Counterbell$/);
    expect(complaints).toEqual([]);
  },
);

/** The letters of a text in the order in which they stand on the screen, from the left. */
function asSeen(text: Locator): Promise<string> {
  return text.evaluate((element) => {
    const letters: { readonly sign: string; readonly left: number }[] = [];
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      for (const [at, sign] of [...(node.nodeValue ?? '')].entries()) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { left, width } = range.getBoundingClientRect();
        if (width > 0) letters.push({ sign, left });
      }
    }
    return letters
      .sort((a, b) => a.left - b.left)
      .map(({ sign }) => sign)
      .join('')
      .trim();
  });
}

test.each(['en', 'ar'])(
  'shows names and last words in the order in which they were written, beside times that stay as they are (%s)',
  async (language) => {
    const { page } = operator;
    await page.setViewportSize({ width: 1_400, height: 900 });
    await page.goto(`${relay.url}/console/profile`);
    await page.locator('main select').selectOption(language);
    await page.locator(`html[lang="${language}"]`).waitFor();
    const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
    visitor.line.say({ type: 'identify', name: ENDED });
    const { chat } = await visitor.writes('\u202eAt 12:30 in gnp.exe');
    await page.goto(`${relay.url}/console/chat/${chat}`);
    const row = page.locator(`.chat-row[data-chat="${chat}"]`);
    expect(await asSeen(row.locator('strong'))).toBe('evil gnp.exe');
    expect(await asSeen(row.locator('.last-line'))).toBe('At 12:30 in gnp.exe');
    expect(await asSeen(page.locator('main h1'))).toBe('evil gnp.exe');
    expect(await asSeen(page.locator('.visitor-panel .strange').first())).toBe('evil gnp.exe');
    // The line above the message: who, and when.
    const by = page.locator('.said .by').first();
    expect(await asSeen(by.locator('bdi'))).toBe('evil gnp.exe');
    expect(await asSeen(by)).toMatch(
      language === 'ar' ? /^\D*\d+:\d\d .* evil gnp.exe$/ : /^evil gnp.exe · \d\d:\d\d$/,
    );
    await visitor.line.hangUp();
  },
);

test('shows a colleague’s name in the order in which it was written, beside the time of what they said', async () => {
  const { page } = operator;
  const headers = { origin: relay.url };
  const renamed = await page.request.put(`${relay.url}/api/v1/profile/name`, {
    headers,
    data: { name: ENDED },
  });
  expect(renamed.status()).toBe(204);
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  const { chat } = await visitor.writes('Who are you?');
  await page.request.put(`${relay.url}/api/v1/profile/language`, {
    headers,
    data: { language: 'en' },
  });
  await page.goto(`${relay.url}/console/chat/${chat}`);
  await operator.writes('Ada, of course');
  const by = page.locator('.said.ours .by').first();
  expect(await asSeen(by)).toMatch(/^evil gnp.exe · \d\d:\d\d$/);
  await page.locator('.step', { hasText: 'evil gnp.exe joined' }).waitFor();
});
