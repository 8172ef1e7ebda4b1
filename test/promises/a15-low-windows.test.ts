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

test('A15 A12 keeps composer and conversation in sight in the lowest panel that may be set, and gives them room once somebody wrote', async () => {
  const person = await newPerson(browser, { viewport: { width: 1280, height: 800 } });
  const visitor = await visitorIn(person, `${relay.url}/demo`);
  const widget = visitor.page.locator('counterbell-widget');
  await visitor.page.evaluate('Counterbell.setTheme({ height: 320 })');
  await visitor.opensPanel();
  const offer = widget.getByRole('button', { name: 'Leave an e-mail address' });
  await offer.waitFor();
  await widget.getByRole('button', { name: 'No thanks' }).waitFor();
  // Both are looked at anew each time: the panel rises as it opens.
  const boxOfPanel = () => widget.getByRole('dialog').boundingBox();
  const composer = widget.getByRole('textbox', { name: 'Your message' });
  const isInside = async () => {
    const [box, panel] = await Promise.all([composer.boundingBox(), boxOfPanel()]);
    return !!box && !!panel && box.y > panel.y && box.y + box.height <= panel.y + panel.height;
  };
  expect(Math.round((await boxOfPanel())?.height ?? 0)).toBe(320);
  await expect.poll(isInside).toBe(true);
  await visitor.writes('hello from a low panel');
  await visitor.sees('hello from a low panel');
  await widget.getByText('You can still write').waitFor({ state: 'detached' });
  expect((await offer.boundingBox())?.height).toBeLessThan(40);
  await expect.poll(isInside).toBe(true);
  await person.close();
});
