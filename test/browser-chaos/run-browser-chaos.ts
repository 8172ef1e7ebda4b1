import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { BrowserContext, Page } from 'playwright-core';
import { vi } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { createRandom, type Random } from '../helpers/seeded-random.ts';
import { visitorIn, visitorOn } from '../helpers/shop.ts';
import { spawnRelay } from '../helpers/start-relay.ts';

export interface BrowserChaosOptions {
  readonly messages: number;
  readonly seed: number;
  readonly onProgress?: (written: number) => void;
}

export interface BrowserChaosReport {
  readonly written: number;
  /** How often each thing happened to the browser. */
  readonly happened: Readonly<Record<Happening, number>>;
  /** Sentences; empty when everything is there once, in order, and shown. */
  readonly breaches: readonly string[];
}

const TABS = 3;
const MOST_AT_ONCE = 8;
/** A panel draws the end of a long chat, at least so many messages of it. */
const DRAWN = 150;
const PAGES = ['/demo', '/demo/product', '/demo/cart'] as const;
const HAPPENINGS = ['navigation', 'reload', 'back', 'crash', 'offline', 'relay killed'] as const;
type Happening = (typeof HAPPENINGS)[number];
const WITHIN = { timeout: 240_000, interval: 250 };

/** One visitor in three tabs of a real Chromium writes, while tabs, network and relay go wrong. */
export async function runBrowserChaos(options: BrowserChaosOptions): Promise<BrowserChaosReport> {
  const random = createRandom(options.seed);
  const relay = await spawnRelay({ demo: true });
  const browser = await launchBrowser();
  const happened = Object.fromEntries(HAPPENINGS.map((name) => [name, 0])) as Record<
    Happening,
    number
  >;
  const written: string[][] = Array.from({ length: TABS }, () => []);
  let count = 0;
  try {
    const person = await newPerson(browser);
    const first = await visitorIn(person, `${relay.url}/demo`);
    await first.opensPanel();
    await first.answersBanner('Accept');
    await first.page.waitForFunction(() => document.cookie.includes('counterbell_visitor'));
    const tabs = [first.page];
    while (tabs.length < TABS) tabs.push(await openTab(person, relay.url, random));
    while (count < options.messages) {
      const tab = random.below(TABS);
      const most = Math.min(MOST_AT_ONCE, options.messages - count);
      const texts = Array.from({ length: random.between(1, most) }, () => {
        count += 1;
        return `${tab}.${count}`;
      });
      written[tab]?.push(...(await write(tabs[tab] as Page, texts)));
      const happening = random.pick([...HAPPENINGS, 'nothing', 'nothing', 'nothing'] as const);
      if (happening === 'nothing') continue;
      happened[happening] += 1;
      if (happening === 'relay killed') {
        await relay.kill();
        await relay.restart();
      } else await befall(happening, tabs, tab, person, relay.url, random);
      options.onProgress?.(count);
    }
    const breaches = await compare(written, tabs[0] as Page, join(relay.dataDir, 'counterbell.db'));
    return { written: count, happened, breaches };
  } finally {
    await browser.close();
    await relay.stop();
  }
}

async function openTab(person: BrowserContext, relayUrl: string, random: Random): Promise<Page> {
  const page = await person.newPage();
  await page.goto(relayUrl + random.pick(PAGES));
  return page;
}

/** Writes by the page's own API; gives back what is in the outbox then. */
async function write(page: Page, texts: string[]): Promise<string[]> {
  await page.waitForFunction('window.Counterbell && Counterbell.getState');
  await page.evaluate(
    `(async () => { for (const text of ${JSON.stringify(texts)}) await Counterbell.sendMessage(text); })()`,
  );
  return texts;
}

async function befall(
  happening: Exclude<Happening, 'relay killed'>,
  tabs: Page[],
  tab: number,
  person: BrowserContext,
  relayUrl: string,
  random: Random,
): Promise<void> {
  const page = tabs[tab] as Page;
  switch (happening) {
    case 'navigation':
      return void (await page.goto(relayUrl + random.pick(PAGES)));
    case 'reload':
      return void (await page.reload());
    case 'back':
      await page.goBack();
      // The first page of a tab has none before it.
      if (!page.url().startsWith(relayUrl)) await page.goto(relayUrl + random.pick(PAGES));
      return;
    case 'offline':
      await person.setOffline(true);
      await person.setOffline(false);
      return;
    case 'crash': {
      const crashed = page.waitForEvent('crash');
      page.goto('chrome://crash').catch(() => undefined);
      await crashed;
      await page.close();
      tabs[tab] = await openTab(person, relayUrl, random);
    }
  }
}

/** Waits until the log has everything, and says what is wrong where that does not come. */
async function compare(written: readonly string[][], page: Page, file: string): Promise<string[]> {
  const all = written.flat();
  const log = await vi
    .waitFor(() => {
      const texts = textsIn(file);
      if (new Set(texts).size < all.length) throw new Error(`${texts.length} of ${all.length}`);
      return texts;
    }, WITHIN)
    .catch(() => textsIn(file));
  const breaches = all.filter((text) => !log.includes(text)).map((text) => `${text} is lost`);
  if (log.length > new Set(log).size) breaches.push('something is in the log twice');
  written.forEach((texts, tab) => {
    const own = log.filter((text) => text.startsWith(`${tab}.`));
    const at = own.findIndex((text, index) => text !== texts[index]);
    if (at !== -1) {
      const around = own.slice(Math.max(0, at - 2), at + 8).join(' ');
      breaches.push(`tab ${tab} is out of order at ${texts[at]}: ${around}`);
    }
  });
  const visitor = await visitorOn(page, page.url());
  await visitor.opensPanel();
  await vi
    .waitFor(async () => {
      const shown = await visitor.messages();
      const end = log.slice(-shown.length);
      if (shown.length < Math.min(DRAWN, log.length) || shown.join() !== end.join())
        throw new Error(`${shown.length} of ${log.length} are shown`);
    }, WITHIN)
    .catch((error) => breaches.push(String(error)));
  return breaches;
}

function textsIn(file: string): string[] {
  const database = new Database(file, { readonly: true });
  const texts = database
    .prepare<[], string>(
      "SELECT json_extract(body, '$.text') FROM events WHERE author_role = 'visitor' ORDER BY at, seq",
    )
    .pluck()
    .all();
  database.close();
  return texts;
}
