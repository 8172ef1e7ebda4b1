import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { differenceOf } from '../helpers/compare-pictures.ts';
import { WHILE_AWAY } from '../helpers/panel-acts.ts';
import { EVERY_STATE, openPanelStates, type PanelStates } from '../helpers/panel-states.ts';
import { drawingOf, pinFont } from '../helpers/pinned-font.ts';

/** With REFERENCES=renew the pictures are taken anew instead of compared. */
const IS_RENEWING = process.env.REFERENCES === 'renew';
const FOLDER = 'test/references';
/** Where pictures that differ are left. */
const DIFFERING = '.cache/pictures';
/** How the browser draws that took the references. */
const DRAWN_BY = join(FOLDER, 'drawn-by.txt');
/** So much of a picture may differ: a rounded corner, never a letter. */
const MOST = 0.000_1;
/** Hebrew runs from right to left, and the pinned font has it. */
const LANGUAGES = ['en', 'he'];
const NOW = new Date('2026-01-12T09:41:00Z');

const DESKTOP = { width: 520, height: 720 };
const DEVICES = {
  desktop: (page: Page) => page.setViewportSize(DESKTOP),
  async phone(page: Page) {
    await page.setViewportSize({ width: 390, height: 780 });
    const session = await page.context().newCDPSession(page);
    // The pointer is a finger from now on.
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 });
  },
};

const browser = await launchBrowser();
const table = await (await newPerson(browser)).newPage();
const drawing = await drawingOf(table);
const isComparable = IS_RENEWING || readFileSync(DRAWN_BY, 'utf8').trim() === drawing;
let states: PanelStates;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  states = await openPanelStates(visitor, '/demo/plain-page/', EVERY_STATE);
  mkdirSync(IS_RENEWING ? FOLDER : DIFFERING, { recursive: true });
  if (IS_RENEWING) writeFileSync(DRAWN_BY, `${drawing}\n`);
});
afterAll(async () => {
  await browser.close();
  await states.stop();
  vi.useRealTimers();
});

/** Somebody whose clock stands still. */
async function visitor(): Promise<BrowserContext> {
  const person = await newPerson(browser, {
    bypassCSP: true,
    viewport: DESKTOP,
    timezoneId: 'UTC',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  await person.clock.setFixedTime(NOW);
  return person;
}

const isShown = isComparable
  ? 'looks as in its reference pictures: light and dark, in English and Hebrew, at a desk and on a phone'
  : 'is not compared with its reference pictures, since this browser draws letters otherwise';

test.each(EVERY_STATE)(`A12 %s ${isShown}`, async (state) => {
  const page = states.pages.get(state);
  if (!page) throw new Error(`no page shows ${state}`);
  if (state in WHILE_AWAY) await states.everybodyLeaves();
  await page.bringToFront();
  await pinFont(page);
  await page.evaluate('document.body.hidden = true');
  const differing: string[] = [];
  for (const [device, hold] of Object.entries(DEVICES)) {
    await hold(page);
    for (const language of LANGUAGES) {
      await speak(page, language);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const name = `${state.replaceAll(' ', '-')}.${language}.${device}.${colorScheme}.png`;
        if (await differs(name, await pictureOf(page, state))) differing.push(name);
      }
    }
  }
  expect(isComparable ? differing : []).toEqual([]);
});

async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate(`Counterbell.setLocale('${language}')`);
  const panel = page.locator(`counterbell-widget .panel[lang=${language}]`);
  const launcher = page.locator('counterbell-widget .start[aria-expanded=false]');
  await panel.or(launcher).first().waitFor();
}

/** The widget, and no more of the page than its shadow falls on. */
async function pictureOf(page: Page, state: string): Promise<Buffer> {
  await page.mouse.move(0, 0);
  // How far these two are scrolled depends on what came first; the conversation keeps to its end.
  await page.evaluate(() => {
    const root = document.querySelector('counterbell-widget')?.shadowRoot;
    for (const one of root?.querySelectorAll('.form, textarea') ?? []) one.scrollTop = 0;
  });
  await page.evaluate(
    'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
  );
  const { width, height } = page.viewportSize() ?? DESKTOP;
  const shown =
    state === 'the launcher alone' ? { width: 100, height: 100 } : { width: 440, height };
  const [cropWidth, cropHeight] = [Math.min(width, shown.width), shown.height];
  const clip = {
    x: width - cropWidth,
    y: height - cropHeight,
    width: cropWidth,
    height: cropHeight,
  };
  return page.screenshot({ clip });
}

/** Compares a picture with its reference, or makes it the reference. One that differs is left to be looked at. */
async function differs(name: string, taken: Buffer): Promise<boolean> {
  const reference = join(FOLDER, name);
  if (IS_RENEWING) {
    writeFileSync(reference, taken);
    return false;
  }
  const isOther =
    !existsSync(reference) || (await differenceOf(table, taken, readFileSync(reference))) > MOST;
  if (isOther) writeFileSync(join(DIFFERING, name), taken);
  return isOther;
}
