import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import {
  animationsIn,
  crowdedControls,
  faintIcons,
  lostContent,
  smallControls,
  unmarkedFocus,
} from '../helpers/panel-looks.ts';
import { openPanelStates, type PanelStates } from '../helpers/panel-states.ts';

const STATES = [
  'the launcher alone',
  'the banner',
  'the menu',
  'a form with errors',
  'a message that is too long',
  'a failed message',
  'a conversation',
  'the queue',
] as const;

let browser: Browser;
let states: PanelStates;

beforeAll(async () => {
  browser = await launchBrowser();
  states = await openPanelStates(() => newPerson(browser, { bypassCSP: true }));
});
afterAll(async () => {
  await browser.close();
  await states.stop();
});

function pageWith(state: string): Page {
  const page = states.pages.get(state);
  if (!page) throw new Error(`no page shows ${state}`);
  return page;
}

/** WCAG 1.4.12 as a visitor's own style sheet, which an extension puts into the shadow root too. */
const TEXT_SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;

describe.each(STATES)('A14 %s', (state) => {
  test('has nothing that axe finds, in light and dark', async () => {
    expect(await faultsInBothThemes(pageWith(state), 'counterbell-widget')).toEqual([]);
  });

  test.each([
    ['at its usual size', 1280, 800],
    ['at a zoom of 200 %', 640, 400],
    ['at a zoom of 400 %', 320, 256],
  ])(
    'loses nothing %s, and every control can be focused and is in sight then',
    async (_name, width, height) => {
      const page = pageWith(state);
      await page.bringToFront();
      await page.setViewportSize({ width, height });
      await page.evaluate(
        'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
      );
      expect(await lostContent(page)).toEqual([]);
      expect(await crowdedControls(page)).toEqual([]);
    },
  );

  test('has controls of at least 24 by 24 pixels', async () => {
    const page = pageWith(state);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await smallControls(page, 24)).toEqual([]);
  });

  test('stands still for those who asked for less motion', async () => {
    const page = pageWith(state);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await animationsIn(page)).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'shows its icons and the focus in the colours of the visitor’s own, %s ones',
    async (colorScheme) => {
      const page = pageWith(state);
      await page.emulateMedia({ forcedColors: 'active', colorScheme });
      expect(await faintIcons(page)).toEqual([]);
      expect(await unmarkedFocus(page)).toEqual([]);
      await page.emulateMedia({ forcedColors: 'none' });
    },
  );

  test('loses nothing with the text spacing that a reader may need', async () => {
    const page = pageWith(state);
    await page.evaluate((css) => {
      const root = document.querySelector('counterbell-widget')?.shadowRoot;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root?.adoptedStyleSheets.push(sheet);
    }, TEXT_SPACING);
    await expect.poll(() => lostContent(page)).toEqual([]);
    await expect.poll(() => crowdedControls(page)).toEqual([]);
  });
});
