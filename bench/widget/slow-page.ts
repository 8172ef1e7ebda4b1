import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { newPerson } from '../../test/helpers/browser.ts';
import type { ShopPage } from './shop-page.ts';
import { type Traffic, watchTraffic } from './traffic.ts';

/** A processor so many times slower than this one. */
export const SLOWDOWN = 4;

/** Longest wait for anything that a page should do, in milliseconds. */
export const PATIENCE_MS = 120_000;

/** An empty page of somebody who was nowhere before, on a slowed processor. */
export interface SlowPage {
  readonly page: Page;
  readonly devtools: CDPSession;
  /** Of all that does not belong to the shop. */
  readonly traffic: Traffic;
}

/** Lends a page, and closes it. */
export async function onSlowPage<Result>(
  browser: Browser,
  shop: ShopPage,
  use: (slow: SlowPage) => Promise<Result>,
): Promise<Result> {
  const person = await newPerson(browser);
  try {
    const page = await person.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const devtools = await person.newCDPSession(page);
    const traffic = await watchTraffic(devtools, shop.url);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    return await use({ page, devtools, traffic });
  } finally {
    await person.close();
  }
}

/** `PICTURES_INTO=FOLDER npm run bench -- widget` leaves a picture of each page there, to see what was measured. */
export async function drawPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES_INTO;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}
