import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { becomeOwner, type ConsoleApi } from '../helpers/console-api.ts';
import { servePage } from '../helpers/page-server.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let owner: ConsoleApi;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

async function newSite(language: string) {
  const { body } = await owner.call('POST', '/sites', {
    name: `In ${language}`,
    domains: ['127.0.0.1'],
    settings: { colour: '#0f766e', welcome: '', language, consent: 'strict' },
  });
  return { id: body.id as string, page: await servePage(body.snippet) };
}

test('A3 says in the visitor’s language that a chat is no longer there, and of what they write that it is not sent', async () => {
  const { id, page: website } = await newSite('de');
  const page = await (await newPerson(browser)).newPage();
  await page.goto(website.url);
  const widget = page.locator('counterbell-widget');
  await widget.getByRole('button', { name: 'Chat', exact: true }).click();
  const composer = widget.getByRole('textbox', { name: 'Ihre Nachricht' });
  await composer.fill('Guten Tag');
  await composer.press('Enter');
  await widget.getByText(/^(Gesendet|Zugestellt)$/).waitFor();

  expect((await owner.call('DELETE', `/sites/${id}`)).status).toBeLessThan(300);
  await widget.getByText('Diesen Chat gibt es nicht mehr.', { exact: true }).waitFor();
  await composer.fill('Ist noch jemand da?');
  await composer.press('Enter');
  await widget.getByText('Nicht gesendet: Diesen Chat gibt es nicht mehr.').waitFor();
  expect(await widget.getByText('Wird gesendet …').count()).toBe(0);
  expect(await widget.getByText(/There is no site/).count()).toBe(0);
  expect(await widget.getByRole('button', { name: 'Noch einmal versuchen' }).count()).toBe(0);
  expect(await faultsInBothThemes(page, 'counterbell-widget')).toEqual([]);
  await widget.getByRole('button', { name: 'Verwerfen' }).click();
  await website.stop();
});
