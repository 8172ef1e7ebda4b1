import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { openPanelStates, type PanelStates } from '../helpers/panel-states.ts';

let browser: Browser;
let states: PanelStates;

beforeAll(async () => {
  browser = await launchBrowser();
  states = await openPanelStates(visitorWithReports, '/demo/strict-csp/');
});
afterAll(async () => {
  await browser.close();
  await states.stop();
});

/** Somebody whose pages keep what the browser reports of their policy in `window.reports`. */
async function visitorWithReports(): Promise<BrowserContext> {
  const person = await newPerson(browser);
  await person.addInitScript(() => {
    const reports: string[] = [];
    Reflect.set(window, 'reports', reports);
    document.addEventListener('securitypolicyviolation', (event) => {
      reports.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return person;
}

test('A16 every state of the panel holds to a strict policy that lets nobody make markup of strings, with no report', async () => {
  expect(states.pages.size).toBeGreaterThan(6);
  for (const [state, page] of states.pages) {
    expect({ state, reports: await page.evaluate('reports') }).toEqual({ state, reports: [] });
  }
});

test('A16 the panel has its styles under that policy', async () => {
  const page = states.pages.get('a conversation');
  const box = await page?.locator('counterbell-widget').getByRole('dialog').boundingBox();
  expect(box?.width).toBe(392);
});

test('A16 the policy is one that reports', async () => {
  const page = states.pages.get('the launcher alone');
  await page?.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await expect.poll(() => page?.evaluate('reports.length')).toBe(1);
});
