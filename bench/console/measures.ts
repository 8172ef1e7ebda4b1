import type { CDPSession, Page } from 'playwright-core';
import type { StoredChat } from './fill-chats.ts';
import type { Stand } from './stand.ts';

/** Milliseconds. */
export interface Opening {
  /** From the navigation until a screenful of rows is painted. */
  readonly toScreenful: number;
  /** Until all rows are there. */
  readonly toAll: number;
  readonly longestTask: number;
}

/** Opens the console anew and waits for its inbox. */
export async function openInbox({ url, page, chats }: Stand): Promise<Opening> {
  await page.goto(`${url}/console`, { waitUntil: 'commit' });
  return page.evaluate(async (count) => {
    const toScreenful = await window.watch.whenRowsShow(count);
    const toAll = await window.watch.whenRowsAre(count);
    return { toScreenful, toAll, longestTask: Math.max(0, ...window.watch.longTasks) };
  }, chats.length);
}

/** Milliseconds. */
export interface Switch {
  /** From the click on a row until the chat's last message is painted. */
  readonly toLast: number;
  readonly longestFrame: number;
  readonly longFrames: number;
}

/** Clicks on a row of the inbox. */
export async function switchTo(page: Page, { name, last }: StoredChat): Promise<Switch> {
  const row = page.locator('.chat-row', { has: page.getByText(name, { exact: true }) });
  await row.hover();
  await page.evaluate(() => window.watch.begin());
  const shown = page.evaluate(
    ([visitor, beginning]) => window.watch.whenMessageShows(visitor, beginning),
    [name, last] as const,
  );
  // Where it hovers: to look for a row among a thousand once more is work in the page, which would be measured too.
  await page.mouse.down();
  await page.mouse.up();
  const shownAt = await shown;
  return page.evaluate((at) => {
    const { clickedAt, longestFrame, longFrames } = window.watch;
    return { toLast: at - clickedAt, longestFrame, longFrames: longFrames.length };
  }, shownAt);
}

/** What the page holds after its garbage was collected, in bytes. */
export async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}
