import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { lostContent, smallControls } from '../helpers/panel-looks.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** A phone on the shop's page, a good way down, with the panel opened by a finger. */
async function phone(width: number, height: number) {
  const person = await newPerson(browser, {
    viewport: { width, height },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  const page = await person.newPage();
  page.setDefaultTimeout(8_000);
  await page.goto(`${relay.url}/demo`);
  await page.evaluate('scrollTo(0, 200)');
  const widget = page.locator('counterbell-widget');
  const launcher = widget.getByRole('button', { name: 'Chat', exact: true });
  await launcher.tap();
  const composer = widget.getByRole('textbox', { name: 'Your message' });
  await composer.waitFor();
  const animations = 'document.querySelector("counterbell-widget").shadowRoot.getAnimations()';
  await page.evaluate(`Promise.all(${animations}.map(({ finished }) => finished.catch(() => {})))`);
  return { page, widget, launcher, composer, cdp: await person.newCDPSession(page) };
}

/** What of the panel would hand a finger's movement on to the page behind, by its styles. */
function leakingParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('counterbell-widget')?.shadowRoot;
    const parts = [...(root?.querySelectorAll('.panel, .list, .form') ?? [])];
    return parts
      .filter((part) => {
        const { touchAction, overscrollBehaviorY } = getComputedStyle(part);
        return touchAction !== 'pinch-zoom' && overscrollBehaviorY !== 'contain';
      })
      .map(({ className }) => className);
  });
}

describe.each([
  [320, 568],
  [360, 640],
  [390, 844],
  [844, 390],
])('A15 on a phone of %i × %i', (width, height) => {
  test('the panel has the whole height, its parts are big enough for a finger, and nothing is cut off', async () => {
    const { page, widget, composer } = await phone(width, height);
    const box = await widget.getByRole('dialog').boundingBox();
    expect(box).toMatchObject({ y: 0, height });
    if (width < height) expect(box).toMatchObject({ x: 0, width });
    expect(await smallControls(page, 44)).toEqual([]);
    const banner = await widget.getByRole('region', { name: 'Remember' }).boundingBox();
    expect(banner?.x).toBe((box?.x ?? 0) + 16);
    expect(await lostContent(page)).toEqual([]);
    // Below 16 pixels iOS zooms in as a field is touched.
    expect(await composer.evaluate((field) => getComputedStyle(field).fontSize)).toBe('16px');
  });

  test('the panel keeps a finger’s movement to itself, and closing comes back to where the page was', async () => {
    const { page, widget, launcher } = await phone(width, height);
    expect(await leakingParts(page)).toEqual([]);
    await widget.getByRole('button', { name: 'Close' }).tap();
    await widget.getByRole('dialog').waitFor({ state: 'hidden' });
    await launcher.waitFor();
    expect(await page.evaluate('scrollY')).toBe(200);
  });
});

test('A15 keeps the composer above a keyboard that shrinks the window, as on Android', async () => {
  const { page, composer } = await phone(360, 640);
  await composer.tap();
  await page.setViewportSize({ width: 360, height: 340 });
  await expect
    .poll(async () => {
      const box = await composer.boundingBox();
      return box !== null && box.y > 0 && box.y + box.height <= 340;
    })
    .toBe(true);
});

test('A15 keeps the panel above a keyboard that lies over the page and moves it, as on iOS', async () => {
  const { page, widget, composer } = await phone(390, 844);
  await composer.tap();
  // No Chromium has such a keyboard: what Safari then says of the visual viewport is put in its place.
  await page.evaluate(() => {
    const { visualViewport } = window;
    Object.defineProperty(visualViewport, 'height', { value: 508 });
    Object.defineProperty(visualViewport, 'offsetTop', { value: 90 });
    visualViewport?.dispatchEvent(new Event('resize'));
  });
  await expect
    .poll(() => widget.getByRole('dialog').boundingBox())
    .toMatchObject({ x: 0, y: 90, width: 390, height: 508 });
  const box = await composer.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(90 + 508);
});

test('A15 keeps clear of the notch and of the bar at the bottom', async () => {
  const { widget, cdp } = await phone(390, 844);
  await cdp.send('Emulation.setSafeAreaInsetsOverride', { insets: { top: 47, bottom: 34 } });
  await expect
    .poll(async () => (await widget.getByRole('button', { name: 'Close' }).boundingBox())?.y)
    .toBeGreaterThanOrEqual(47);
  const send = await widget.getByRole('button', { name: 'Send' }).boundingBox();
  expect((send?.y ?? 0) + (send?.height ?? 0)).toBeLessThanOrEqual(844 - 34);
});
