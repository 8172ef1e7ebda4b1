import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSOLE_LANGUAGES } from '../../protocol/index.ts';
import { faultsIn } from '../helpers/axe.ts';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { operatorWith } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const COMPUTER = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

let relay: TestRelay;
let browser: Browser;
let page: Page;
let chat: string;

beforeAll(async () => {
  relay = await startTestRelay({ alone: true, demo: true });
  browser = await launchBrowser();
  if (!relay.ownerLink) throw new Error('a new relay has an owner link');
  // axe runs as a script of the page, which the console's policy does not let in.
  const person = await newPerson(browser, { bypassCSP: true });
  const owner = await operatorWith(person, relay.url, relay.ownerLink, 'Olga');
  page = owner.page;
  await owner.accepts();
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  ({ chat } = await visitor.writes('Do you have this teapot in blue?'));
}, 60_000);
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** Goes to a screen as a link of the console does, without loading the page anew. */
async function opens(path: string): Promise<void> {
  await page.evaluate(async (to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, path);
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('.waiting'));
}

/** Chooses a language in the operator's menu, which stands on every screen. */
async function speaks(language: string): Promise<void> {
  const chooser = page.locator('.own-menu select').last();
  await chooser.evaluate((select: HTMLSelectElement, tag) => {
    select.value = tag;
    select.dispatchEvent(new Event('change'));
  }, language);
  await page.locator(language === 'auto' ? 'html[lang]' : `html[lang="${language}"]`).waitFor();
}

/** What of the console's screens is linked here. */
async function linkedScreens(): Promise<string[]> {
  const links = page.locator('a[href^="/console"]');
  const all = await links.evaluateAll((some) =>
    some.map((link) => link.getAttribute('href') ?? ''),
  );
  // A chat is the same screen as another one; what stands behind # or ? is the same screen too.
  return all.filter((href) => !/\/(chat|archive)\/|[?#]/.test(href));
}

async function widthFaults(): Promise<string[]> {
  const by = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  return by > 0 ? [`${by} pixels wider than the window`] : [];
}

/** What is wrong with the screen that is open, in both sizes, themes and directions, and in every language. */
async function faultsOfScreen(): Promise<string[]> {
  // Each of the themes, sizes and directions once: words change no colour, and the main screens are looked at in both themes elsewhere.
  await page.setViewportSize(COMPUTER);
  const faults = [...(await faultsIn(page, 'light')), ...(await widthFaults())];
  await speaks('ar');
  faults.push(...(await widthFaults()).map((fault) => `ar on a computer: ${fault}`));
  await page.setViewportSize(PHONE);
  faults.push(...(await faultsIn(page, 'dark')).map((fault) => `ar on a phone: ${fault}`));
  for (const language of CONSOLE_LANGUAGES.toReversed()) {
    await speaks(language);
    faults.push(...(await widthFaults()).map((fault) => `${language} on a phone: ${fault}`));
  }
  await speaks('en');
  return faults;
}

describe('C14 the console', () => {
  test('axe finds nothing on any screen, light, dark, on a computer and a phone, and none is wider than the window in any language', async () => {
    const screens = new Set(['/console', `/console/chat/${chat}`, '/console/sites/none']);
    const faults: string[] = [];
    for (const path of screens) {
      await opens(path);
      for (const linked of await linkedScreens()) screens.add(linked);
      faults.push(...(await faultsOfScreen()).map((fault) => `${path}: ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(screens.size).toBeGreaterThan(15);
  }, 120_000);

  test('axe finds nothing in the dialog that deletes a site, and it is no wider than a phone', async () => {
    await opens('/console/sites');
    await page.locator('main h2 a').first().click();
    await page.getByRole('button', { name: 'Delete site' }).click();
    await page.getByText('Chats: 1.').waitFor();
    expect(await faultsOfScreen()).toEqual([]);
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('Delete site');
  }, 120_000);

  test('shows the names of all screens on a computer, in every language', async () => {
    await opens('/console');
    const cut: string[] = [];
    for (const width of [1501, 1440, COMPUTER.width, 1151, 1024, 900, 641]) {
      await page.setViewportSize({ ...COMPUTER, width });
      for (const language of CONSOLE_LANGUAGES.toReversed()) {
        await speaks(language);
        const nav = page.locator('.frame > header > nav');
        const by = await nav.evaluate((element) => element.scrollWidth - element.clientWidth);
        if (by > 0) cut.push(`${language} at ${width}: ${by} pixels`);
        // What stands beside or above them has its own line in full.
        const beside = page.locator('.frame > header > .row');
        const over = await beside.evaluate((element) => element.scrollWidth - element.clientWidth);
        if (over > 0) cut.push(`${language} at ${width}, beside them: ${over} pixels`);
      }
    }
    expect(cut).toEqual([]);
  });

  test('speaks the language chosen in the profile, after a reload too, and Arabic from right to left', async () => {
    await page.setViewportSize(COMPUTER);
    await opens('/console/profile');
    const chooser = () => page.locator('main select');
    await chooser().selectOption('fr');
    await page.getByRole('heading', { name: 'Profil' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Profil' }).waitFor();

    await chooser().selectOption('ar');
    await page.getByRole('heading', { name: 'الملف الشخصي' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await opens(`/console/chat/${chat}`);
    const [list, conversation] = await Promise.all([
      page.locator('.chat-row').first().boundingBox(),
      page.getByRole('log').boundingBox(),
    ]);
    expect(list?.x).toBeGreaterThan(conversation?.x ?? Number.POSITIVE_INFINITY);

    await opens('/console/profile');
    await chooser().selectOption('auto');
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
  });

  test('says in its own language why the relay refuses something, with the field and the limit', async () => {
    await opens('/console/operators');
    await speaks('de');
    const main = page.locator('main');
    await main.getByLabel('Name').fill('x'.repeat(101));
    await main.getByLabel('E-Mail').fill('olga@example.org');
    const invites = main.getByRole('button', { name: 'Einladungslink erzeugen' });
    await invites.click();
    await main.getByText('Name: höchstens 100 Zeichen.').waitFor();
    await main.getByLabel('Name').fill('Otto');
    await invites.click();
    await main.getByText('Ein anderes Konto hat diese E-Mail-Adresse.').waitFor();
    // What is not saved would be asked about.
    await page.goto(`${relay.url}/console/addons/webhook`);
    await main.getByLabel('Adresse').fill('ftp://example.org');
    await main.getByRole('button', { name: 'Speichern' }).click();
    await main.getByText('Die Adresse muss mit https:// oder http:// beginnen.').waitFor();
    await speaks('auto');
  });
});
