import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { LIMITS } from '../../protocol/index.ts';
import { launchBrowser, newPerson } from '../../test/helpers/browser.ts';
import { startCounterbell } from '../contenders/counterbell.ts';
import { fillChats, type StoredChat } from './fill-chats.ts';
import { watchPage } from './watch-page.ts';

/** A relay in a process of its own, with chats, and an owner at its console. */
export interface Stand {
  readonly url: string;
  readonly site: string;
  /** As the inbox shows them, the first one first. */
  readonly chats: readonly StoredChat[];
  readonly page: Page;
  stop(): Promise<void>;
}

/** A window as an operator has it. */
const VIEWPORT = { width: 1_400, height: 900 };

/** Starts a relay whose open chats have so many messages each, and signs its owner in; the relay's limits are those of every relay. */
export async function startStand(sizes: readonly number[]): Promise<Stand> {
  const dataDir = await mkdtemp(join(tmpdir(), 'counterbell-bench-'));
  const chats = await fillChats(dataDir, sizes);
  const relay = await startCounterbell(
    { dataDir },
    { FRAMES_PER_SECOND: String(LIMITS.framesPerSecond) },
  );
  const browser = await launchBrowser();
  const page = await signedInPage(browser, relay.url, relay.owner.cookie);
  return {
    url: relay.url,
    site: relay.site,
    chats,
    page,
    async stop() {
      await browser.close();
      await relay.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function signedInPage(browser: Browser, url: string, cookie: string): Promise<Page> {
  const person = await newPerson(browser, { viewport: VIEWPORT });
  const [name = '', value = ''] = cookie.split('=');
  // A `__Host-` cookie is a secure one; browsers send it over http to an address of this machine too.
  await person.addCookies([{ name, value, url: url.replace('http:', 'https:'), secure: true }]);
  const page = await person.newPage();
  page.setDefaultTimeout(60_000);
  await page.addInitScript(watchPage);
  return page;
}
