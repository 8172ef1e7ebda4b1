import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { type PageServer, servePage } from '../helpers/page-server.ts';
import { png } from '../helpers/sample-files.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let owner: ConsoleOperator;
let site: string;
const servers: PageServer[] = [];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  site = await demoSiteKey(relay.url);
  browser = await launchBrowser();
  owner = await ownerArrives(browser, relay, 'Olga');
});
afterAll(async () => {
  await browser.close();
  await Promise.all(servers.map((server) => server.stop()));
  await relay.stop();
});

/** A website whose tag has these attributes. */
async function visits(attributes: string, body = '<h1>A page</h1>'): Promise<Page> {
  const tag = `<script async src="${relay.url}/widget.js?site=${site}" ${attributes}></script>`;
  const server = await servePage('', `${body}${tag}`);
  servers.push(server);
  const page = await (await newPerson(browser)).newPage();
  page.setDefaultTimeout(8_000);
  await page.goto(server.url);
  return page;
}

const widgetOn = (page: Page) => page.locator('counterbell-widget');
const launcherOn = (page: Page) =>
  widgetOn(page).getByRole('button', { name: 'Chat', exact: true });

/** What the browser made of a style, of the launcher's host or of something in it. */
function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
}

/** Where an element stands: left, top, right and bottom from the window's edges. */
async function placeOf(page: Page, selector: string) {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
      return { left, top, right: innerWidth - right, bottom: innerHeight - bottom, width, height };
    });
}

describe('A12 the attributes of the tag', () => {
  test('place launcher and panel, and say how large the panel is', async () => {
    const page = await visits(
      'data-position="start" data-x="40" data-y="70" data-width="300" data-height="400" data-radius="3" data-layer="5" data-title="Ask us" data-welcome="Good day"',
    );
    await launcherOn(page).waitFor();
    const launcher = await placeOf(page, 'counterbell-widget .start');
    expect(launcher).toMatchObject({ left: 40, bottom: 70 });
    await launcherOn(page).click();
    await widgetOn(page).getByRole('heading', { name: 'Ask us' }).waitFor();
    await widgetOn(page).getByText('Good day').waitFor();
    const panel = await placeOf(page, 'counterbell-widget .place');
    expect(panel).toMatchObject({ left: 40, bottom: 146, width: 300, height: 400 });
    expect(await styleOf(page, 'counterbell-widget', 'z-index')).toBe('5');
    expect(await styleOf(page, 'counterbell-widget .panel', 'border-radius')).toBe('3px');
  });

  test('choose light or dark, whatever the system says', async () => {
    for (const [scheme, surface] of [
      ['dark', 'rgb(26, 27, 31)'],
      ['light', 'rgb(255, 255, 255)'],
    ] as const) {
      const page = await visits(`data-scheme="${scheme}"`);
      await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'light' : 'dark' });
      await launcherOn(page).click();
      await widgetOn(page).getByRole('dialog').waitFor();
      expect(await styleOf(page, 'counterbell-widget .panel', 'background-color')).toBe(surface);
    }
  });

  test('that are wrong cost a line in the console, and neither the widget nor the rest', async () => {
    const page = await (await newPerson(browser)).newPage();
    const complaints = complaintsOf(page);
    const server = await servePage(
      `<script async src="${relay.url}/widget.js?site=${site}" data-colour="red;}" data-site="cb_short" data-x="9999" data-y="50" data-consent="maybe"></script>`,
    );
    servers.push(server);
    await page.goto(server.url);
    await launcherOn(page).waitFor();
    expect(await placeOf(page, 'counterbell-widget .start')).toMatchObject({
      right: 20,
      bottom: 50,
    });
    expect(await styleOf(page, 'counterbell-widget .start', 'background-color')).toBe(
      'rgb(79, 70, 229)',
    );
    await launcherOn(page).click();
    await widgetOn(page).getByRole('dialog').waitFor();
    const names = ['site', 'colour', 'x', 'consent'];
    expect(complaints).toEqual(
      names.map((name) => expect.stringMatching(`^Counterbell: ${name} must be of the form`)),
    );
  });
});

test('A12 setTheme changes the looks at once, and {} goes back', async () => {
  const page = await visits('');
  const complaints = complaintsOf(page);
  await launcherOn(page).click();
  await widgetOn(page).getByRole('dialog').waitFor();
  await page.evaluate(
    "Counterbell.setTheme({ colour: '#ffee00', scheme: 'dark', title: 'Night' })",
  );
  await widgetOn(page).getByRole('heading', { name: 'Night' }).waitFor();
  const accent = () => styleOf(page, 'counterbell-widget .start', 'background-color');
  const onAccent = () => styleOf(page, 'counterbell-widget .start', 'color');
  expect([await accent(), await onAccent()]).toEqual(['rgb(255, 238, 0)', 'rgb(0, 0, 0)']);
  expect(complaints).toEqual([]);
  await page.evaluate("Counterbell.setTheme({ colour: 'yellow' })");
  await widgetOn(page).getByRole('heading', { name: 'Chat' }).waitFor();
  expect([await accent(), await onAccent()]).toEqual(['rgb(79, 70, 229)', 'rgb(255, 255, 255)']);
  expect(complaints).toEqual([expect.stringContaining('colour must be of the form')]);
});

describe('A12 an element of the page', () => {
  test('opens and closes the chat in place of the launcher, and gets the focus back', async () => {
    const page = await visits('data-launcher="#ask"', '<button id="ask">Ask us</button>');
    const ask = page.getByRole('button', { name: 'Ask us' });
    await widgetOn(page).waitFor({ state: 'attached' });
    await ask.click();
    await widgetOn(page).getByRole('dialog').waitFor();
    await launcherOn(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    await widgetOn(page).getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await ask.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  test('that is not there costs a line, and the launcher stands in', async () => {
    const page = await visits('data-launcher="#nowhere" data-embed="#nothing"');
    const complaints = complaintsOf(page);
    await page.reload();
    await launcherOn(page).click();
    await widgetOn(page).getByRole('dialog').waitFor();
    expect([...new Set(complaints)].sort()).toEqual([
      'Counterbell: there is no element #nothing',
      'Counterbell: there is no element #nowhere',
    ]);
  });

  test('holds the panel, which connects when somebody touches it', async () => {
    const page = await visits(
      'data-embed="#chat"',
      '<div id="chat"></div><link rel="stylesheet" href="/page.css">',
    );
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await page.reload();
    const panel = page.locator('#chat counterbell-widget').getByRole('region', { name: 'Chat' });
    await panel.waitFor();
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('BODY');
    expect(sockets).toEqual([]);
    await launcherOn(page).waitFor({ state: 'hidden' });
    expect(await panel.getByRole('button', { name: 'Close' }).count()).toBe(0);
    await panel.getByRole('textbox', { name: 'Your message' }).fill('From within');
    await page.keyboard.press('Enter');
    await panel.getByRole('log').getByText('From within').waitFor();
    await panel.getByText(/^(Sent|Delivered)$/).waitFor();
    expect(sockets).toHaveLength(1);
  });
});

test('A12 the chat goes on in a window of its own, as the same visitor', async () => {
  const page = await visits('data-colour="#0f766e" data-language="de"');
  await launcherOn(page).click();
  const composer = widgetOn(page).getByRole('textbox', { name: 'Ihre Nachricht' });
  await composer.fill('Said on the page');
  await composer.press('Enter');
  await widgetOn(page)
    .getByText(/^(Gesendet|Zugestellt)$/)
    .waitFor();
  await widgetOn(page).getByRole('button', { name: 'Optionen' }).click();
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    widgetOn(page).getByRole('button', { name: 'In einem Fenster öffnen' }).click(),
  ]);
  const complaints = complaintsOf(popup);
  await widgetOn(popup).getByRole('log').getByText('Said on the page').waitFor();
  await widgetOn(popup).getByRole('textbox', { name: 'Ihre Nachricht' }).fill('Said in the window');
  await popup.keyboard.press('Enter');
  await owner.page.goto(`${relay.url}/console`);
  await owner.opensChat('Said in the window');
  await owner.sees('Said on the page');

  const chooser = popup.waitForEvent('filechooser');
  await widgetOn(popup).getByRole('button', { name: 'Datei anhängen' }).click();
  await (await chooser).setFiles({ name: 'pot.png', mimeType: 'image/png', buffer: png(64, 48) });
  await widgetOn(popup).getByRole('log').getByRole('img', { name: 'pot.png' }).waitFor();
  expect(await placeOf(popup, 'counterbell-widget .panel')).toMatchObject({ left: 0, bottom: 0 });
  expect(complaints).toEqual([]);
});

describe('A12 the console', () => {
  async function opensLooks(): Promise<Page> {
    const { page } = owner;
    await page.goto(`${relay.url}/console/sites`);
    await page.getByRole('link', { name: 'Demo shop' }).click();
    await page.getByRole('link', { name: 'Looks' }).click();
    return page;
  }

  test('shows the real widget in what is not saved yet, and makes no visitor by it', async () => {
    const page = await opensLooks();
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    const preview = page.frameLocator('iframe[title="Preview"]').locator('counterbell-widget');
    await preview.getByRole('heading', { name: 'Chat' }).waitFor();
    await page.getByLabel('Title').fill('Not saved yet');
    await preview.getByRole('heading', { name: 'Not saved yet' }).waitFor();
    await page.getByLabel('Light or dark').selectOption('dark');
    await vi.waitFor(async () => {
      const panel = preview.locator('.panel');
      const surface = await panel.evaluate((element) => getComputedStyle(element).backgroundColor);
      expect(surface).toBe('rgb(26, 27, 31)');
    }, 5_000);
    await page.getByLabel('Title').fill('');
    await preview.getByRole('heading', { name: 'Chat' }).waitFor();
    expect(sockets).toEqual([]);
    await owner.presses('Discard');
  });

  test('C12 shows it too beside consent, hours and texts, as they are written', async () => {
    const page = await opensLooks();
    const preview = page.frameLocator('iframe[title="Preview"]').locator('counterbell-widget');
    const goesTo = (section: string) => page.getByRole('link', { name: section }).click();
    await goesTo('General');
    const accept = preview.getByRole('button', { name: 'Accept' });
    await page.getByRole('radio', { name: 'Strict' }).check();
    await accept.waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Ask in the panel' }).check();
    await accept.waitFor();
    await page.getByLabel('Show what visitors write before they send it').check();
    await preview.getByText('We can see what you write').waitFor();

    await goesTo('Hours');
    await page.getByLabel('Open at certain hours only').check();
    await preview
      .getByText(/^Back /)
      .first()
      .waitFor();
    await page.getByLabel('What a visitor sees').selectOption('While somebody is there');
    await preview.getByText('We are here').waitFor();

    await goesTo('Texts');
    await page.locator('main').getByLabel('Language', { exact: true }).selectOption('de');
    const composer = preview.getByRole('textbox', { name: 'Ihre Nachricht' });
    await composer.waitFor();
    await page.getByLabel('Search texts').fill('Nachricht schreiben');
    await page.locator('.texts textarea').first().fill('Was gibt es?');
    await preview.getByPlaceholder('Was gibt es?').waitFor();
    await owner.presses('Discard');
    await preview.getByPlaceholder('Was gibt es?').waitFor({ state: 'detached' });
  });

  test('lets no page elsewhere hold the preview', async () => {
    const server = await servePage(
      '',
      `<iframe src="${relay.url}/console/preview?site=${site}"></iframe>`,
    );
    servers.push(server);
    const page = await (await newPerson(browser)).newPage();
    const complaints = complaintsOf(page);
    await page.goto(server.url);
    await vi.waitFor(
      () => expect(complaints.join()).toMatch(/frame-ancestors|refused to display/i),
      5_000,
    );
  });

  test('says at the field which look the relay refuses', async () => {
    const page = await opensLooks();
    await page.getByLabel('From the side').fill('5000');
    await owner.presses('Save');
    await page
      .getByText(/at most 999\.$/)
      .first()
      .waitFor();
    expect(await page.getByLabel('From the side').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('From the side').fill('50');
    await page.getByLabel('Height').fill('200');
    await owner.presses('Save');
    await page
      .getByText(/at least 320/)
      .first()
      .waitFor();
    expect(await page.getByLabel('Height').getAttribute('aria-invalid')).toBe('true');
    await owner.presses('Discard');
  });

  test('takes a logo and a photo, which visitors then see', async () => {
    const page = await opensLooks();
    const picture = { name: 'bell.png', mimeType: 'image/png', buffer: await paints(page) };
    await page.getByLabel('Logo').setInputFiles(picture);
    await page.getByRole('img', { name: 'Logo' }).waitFor();
    await page.getByLabel('Show operators with their photos').check();
    await owner.presses('Save');
    await page.getByText('Saved.').waitFor();
    await page.goto(`${relay.url}/console/profile`);
    await page.getByLabel('Photo').setInputFiles(picture);
    await page.getByRole('img', { name: 'Photo' }).waitFor();

    const visitor = await visits('data-language="en"');
    await launcherOn(visitor).click();
    await widgetOn(visitor).locator('.header .picture.logo').waitFor();
    const composer = widgetOn(visitor).getByRole('textbox', { name: 'Your message' });
    await composer.fill('Who are you?');
    await composer.press('Enter');
    await page.goto(`${relay.url}/console`);
    await owner.opensChat('Who are you?');
    await owner.presses('Accept');
    await owner.writes('Olga');
    await widgetOn(visitor).locator('.face .picture').waitFor();
    await widgetOn(visitor).locator('.header .picture.photo').waitFor();
  });
});

/** A picture far larger than it is shown, as people have them. */
async function paints(page: Page): Promise<Buffer> {
  const address = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 1_600;
    canvas.height = 900;
    const drawing = canvas.getContext('2d');
    drawing?.fillRect(200, 100, 1_200, 700);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}
