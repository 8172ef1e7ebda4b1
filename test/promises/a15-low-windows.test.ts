import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { visitorIn } from '../helpers/shop.ts';
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

test.each([
  [1280, 500],
  [844, 390],
  [568, 320],
  [320, 568],
])(
  'A15 keeps the composer in sight in a window of %i × %i, while the banner still asks',
  async (width, height) => {
    const person = await newPerson(browser, { viewport: { width, height } });
    const visitor = await visitorIn(person, `${relay.url}/demo`);
    await visitor.opensPanel();
    const composer = visitor.page
      .locator('counterbell-widget')
      .getByRole('textbox', { name: 'Your message' });
    // Once everything has its place: the banner comes a moment after the panel.
    await expect
      .poll(async () => {
        const box = await composer.boundingBox();
        return box !== null && box.y >= 0 && box.y + box.height <= height;
      })
      .toBe(true);
    await visitor.writes('hello from a low window');
    await visitor.sees('hello from a low window');
    await person.close();
  },
);
