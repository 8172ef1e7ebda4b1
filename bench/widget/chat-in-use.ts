import type { Browser, CDPSession, Page } from 'playwright-core';
import { NAMES } from '../../protocol/index.ts';
import { counterbellOn, LAUNCHER } from './counterbell.ts';
import type { FilledChat } from './fill-chat.ts';
import { takeNotes } from './page-notes.ts';
import type { ShopPage } from './shop-page.ts';
import { drawPicture, onSlowPage } from './slow-page.ts';
import type { Way } from './subject.ts';

/** What a visitor with a chat feels. Times are in milliseconds on a slowed processor. */
export interface ChatInUse {
  /** In the chat as the page opens. */
  readonly messages: number;
  /** From the click on the launcher until its end is drawn: the panel has all of it then, and draws earlier messages on the way up. */
  readonly toEnd: number;
  /** Of the page's scripts, after its garbage was collected. */
  readonly heapBytes: number;
  /** From each key's stroke until what it wrote was painted. */
  readonly typing: readonly number[];
  /** Messages that do not stand in the conversation where they should. */
  readonly lost: number;
}

/** What the page's scripts hold after the panel was opened and closed so many times, and their garbage collected. */
export interface HeapAfter {
  readonly opens: number;
  readonly heapBytes: number;
}

const LIST: Way = ['counterbell-widget', '[role=log]'];
const FIELD = 'counterbell-widget textarea';
/** Messages that the panel draws of a longer chat, at least. */
const DRAWN = 200;
const TYPED = 'How long does it take to Oslo?';

/** A visitor comes back to a chat; without one, a new visitor opens the panel. */
export function useChat(browser: Browser, shop: ShopPage, chat?: FilledChat): Promise<ChatInUse> {
  const texts = chat?.texts ?? [];
  return onSlowPage(browser, shop, async ({ page, devtools }) => {
    await arrive(page, shop, chat);
    const end = texts.slice(-DRAWN);
    const toEnd = await openTo(page, end);
    const typing = await type(page);
    const heapBytes = await heapOf(devtools);
    const shown = await page.evaluate((way) => {
      const bubbles = window.notes.find(way)?.querySelectorAll('.bubble') ?? [];
      return [...bubbles].map(({ textContent }) => textContent);
    }, LIST);
    await drawPicture(page, `chat-of-${texts.length}`);
    const drawn = shown.slice(-end.length);
    const lost = end.filter((text, index) => drawn[index] !== text).length;
    return { messages: texts.length, toEnd, heapBytes, typing, lost };
  });
}

/** Opens and closes the panel over a chat, and counts what is held after each of these many times. */
export function openAgainAndAgain(
  browser: Browser,
  shop: ShopPage,
  chat: FilledChat,
  stops: readonly number[],
): Promise<HeapAfter[]> {
  return onSlowPage(browser, shop, async ({ page, devtools }) => {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await arrive(page, shop, chat);
    await openTo(page, chat.texts.slice(-DRAWN));
    const found: HeapAfter[] = [];
    let opens = 1;
    for (const stop of stops) {
      await page.evaluate(openAndClose, stop - opens);
      opens = stop;
      found.push({ opens, heapBytes: await heapOf(devtools) });
    }
    return found;
  });
}

async function arrive(page: Page, shop: ShopPage, chat: FilledChat | undefined): Promise<void> {
  await page.addInitScript(takeNotes);
  if (chat) {
    const cookie = { name: NAMES.visitorCookie, value: chat.token, url: shop.url };
    await page.context().addCookies([cookie]);
  }
  await page.goto(shop.withTag(counterbellOn(shop).tag));
  await page.evaluate((way) => window.notes.whenShown(way), LAUNCHER);
}

/** Opens the panel, and waits until it draws a chat that ends so. */
async function openTo(page: Page, end: readonly string[]): Promise<number> {
  const took = page.evaluate(
    async ([way, count, last]) => {
      const { notes } = window;
      await notes.whenShown(way);
      const bubbles = notes.find(way)?.getElementsByClassName('bubble');
      const isAtEnd = () => {
        const { length = 0 } = bubbles ?? {};
        return length >= count && bubbles?.[length - 1]?.textContent === last;
      };
      while (count > 0 && !isAtEnd()) await notes.painted();
      return performance.now() - notes.clickedAt;
    },
    [LIST, end.length, end.at(-1)] as const,
  );
  await page.locator(LAUNCHER.join(' ')).click();
  return took;
}

async function type(page: Page): Promise<readonly number[]> {
  await page.locator(FIELD).click();
  for (const key of TYPED) {
    await page.keyboard.type(key);
    await page.evaluate(() => window.notes.painted());
  }
  return page.evaluate(() => window.notes.typing);
}

/** Runs in the page, whose panel is open; leaves it open again. */
async function openAndClose(times: number): Promise<void> {
  const api: unknown = Reflect.get(window, 'Counterbell');
  const { open, close } = api as Record<'open' | 'close', () => void>;
  for (let nth = 0; nth < times; nth += 1) {
    close();
    await window.notes.painted();
    open();
    await window.notes.painted();
  }
}

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}
