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
    const box = await composer.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? height)).toBeLessThanOrEqual(height);
    await visitor.writes('hello from a low window');
    await visitor.sees('hello from a low window');
    await person.close();
  },
);
