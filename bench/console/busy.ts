import { setTimeout as pass } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { messageTo } from '../../test/helpers/frame-line.ts';
import { visitorArrives } from '../../test/helpers/people.ts';
import { waitUntil } from '../../test/helpers/wait-until.ts';
import type { StoredChat } from './fill-chats.ts';
import { heapOf } from './measures.ts';
import type { Stand } from './stand.ts';

/** What an operator felt while visitors wrote. Times are in milliseconds. */
export interface Busy {
  readonly longFrames: number;
  readonly longestFrame: number;
  readonly longTasks: number;
  /** From each key's stroke until what it wrote was painted. */
  readonly typing: readonly number[];
  readonly heapGrowthBytes: number;
  /** Messages to the open chat that it does not show in the end. */
  readonly lost: number;
}

/** What an operator felt while they scrolled. */
export interface Scroll {
  readonly seconds: number;
  readonly longFrames: number;
  /** Milliseconds. */
  readonly longestFrame: number;
  readonly longTasks: number;
}

/** A visitor on a line, who writes without waiting. */
export interface Writer {
  readonly chat: StoredChat;
  says(text: string): void;
}

const PER_SECOND = 50;
/** Of so many messages one goes to the open chat. */
const TO_OPEN_CHAT = 50;
const KEY_EVERY_MS = 150;
const PATIENCE_MS = 15_000;
const WORDS = 'The parcel has left our house this morning. ';

/** Lets the visitors of all chats come back; they stay for as long as this process runs. */
export async function writersOf({ url, site, chats }: Stand): Promise<readonly Writer[]> {
  const writers: Writer[] = [];
  for (const chat of chats) {
    const { line, welcome } = await visitorArrives(url, site, { token: chat.token });
    const [head] = welcome.chats;
    if (!head) throw new Error(`the chat of ${chat.name} is not there`);
    writers.push({
      chat,
      says(text) {
        chat.last = text;
        line.say(messageTo(head.id, text));
      },
    });
  }
  return writers;
}

/** With a chat open and its operator typing, visitors write 50 messages a second, one of them into the open chat. */
export async function typeBusily(
  page: Page,
  open: StoredChat,
  writers: readonly Writer[],
  seconds: number,
): Promise<Busy> {
  const devtools = await page.context().newCDPSession(page);
  await page.locator('.composer textarea').click();
  const heapBefore = await heapOf(devtools);
  await page.evaluate(() => window.watch.begin());
  const mark = Date.now();
  const [sent] = await Promise.all([
    write(writers, open, `${mark} `, { count: PER_SECOND * seconds }),
    type(page, seconds),
  ]);
  const noted = await page.evaluate(() => {
    const { longFrames, longestFrame, longTasks, typing } = window.watch;
    return { longFrames: longFrames.length, longestFrame, longTasks: longTasks.length, typing };
  });
  const lost = await countLost(page, sent);
  await page.locator('.composer textarea').fill('');
  const heapGrowthBytes = (await heapOf(devtools)) - heapBefore;
  await devtools.detach();
  return { ...noted, heapGrowthBytes, lost };
}

/** Through all rows of the inbox, while 50 messages a second arrive in its chats, each of which moves a row to the top. */
export async function scrollBusily(page: Page, writers: readonly Writer[]): Promise<Scroll> {
  await page.evaluate(() => window.watch.begin());
  const stop = new AbortController();
  const writing = write(writers, undefined, `${Date.now()} `, { signal: stop.signal });
  const seconds = await page.evaluate(() => window.watch.scrollThrough());
  stop.abort();
  await writing;
  return page.evaluate((took) => {
    const { longestFrame, longFrames, longTasks } = window.watch;
    return {
      seconds: took,
      longestFrame,
      longFrames: longFrames.length,
      longTasks: longTasks.length,
    };
  }, seconds);
}

/**
 * Each message when it is due, whatever became of those before: so many, or until it is told to stop. Gives back those to the
 * open chat.
 */
async function write(
  writers: readonly Writer[],
  open: StoredChat | undefined,
  beginning: string,
  { count = Number.POSITIVE_INFINITY, signal }: { count?: number; signal?: AbortSignal },
): Promise<readonly string[]> {
  const opened = writers.find(({ chat }) => chat === open);
  const others = writers.filter((writer) => writer !== opened);
  const sent: string[] = [];
  const began = performance.now();
  for (let nth = 0; nth < count && !signal?.aborted; nth += 1) {
    await pass(Math.max(0, began + (nth * 1_000) / PER_SECOND - performance.now()));
    const text = `${beginning}${nth}: is there any news of my parcel?`;
    const isToOpen = opened !== undefined && (nth % TO_OPEN_CHAT === 0 || others.length === 0);
    if (isToOpen) sent.push(text);
    (isToOpen ? opened : others[nth % others.length])?.says(text);
  }
  return sent;
}

async function type(page: Page, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  for (let nth = 0; performance.now() < end; nth += 1) {
    await page.keyboard.type(WORDS[nth % WORDS.length] ?? ' ');
    await pass(KEY_EVERY_MS);
  }
}

/** How many of these the open conversation lacks, out of those it shows in their order, after it had time to show them. */
async function countLost(page: Page, sent: readonly string[]): Promise<number> {
  const shown = async () => {
    const texts = await page.locator('.log .bubble').allTextContents();
    return texts.filter((text) => sent.includes(text));
  };
  await waitUntil(
    'all messages show',
    PATIENCE_MS,
    async () => (await shown()).length === sent.length,
  )
    // What is missing is counted below.
    .catch(() => undefined);
  const found = await shown();
  return sent.filter((text, index) => found[index] !== text).length;
}
