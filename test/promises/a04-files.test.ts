import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { type Given, gives } from '../helpers/give-files.ts';
import { PDF, png } from '../helpers/sample-files.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;
let visitor: ShopVisitor;
/** Of the page and of the console. */
let complaints: () => string[];

beforeAll(async () => {
  relay = await startTestRelay({ demo: true, env: { FILE_MAX_MB: '2' } });
  browser = await launchBrowser();
  operator = await ownerArrives(browser, relay, 'Ada');
  visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo/product`);
  const [onPage, onConsole] = [complaintsOf(visitor.page), complaintsOf(operator.page)];
  complaints = () => [...onPage, ...onConsole];
  await visitor.opensPanel();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

const IMAGE: Given = { name: 'cracked pot.png', mimeType: 'image/png', buffer: png(640, 480) };
const PAPER: Given = { name: 'invoice.pdf', mimeType: 'application/pdf', buffer: PDF };

const widget = () => visitor.page.locator('counterbell-widget');

/** Chooses files in the picker that a button opens. */
async function picks(page: Page, button: string, files: Given[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(files);
}

describe('A4 a visitor', () => {
  test('picks an image, and both see it, in a place that is kept for it', async () => {
    await picks(visitor.page, 'Attach a file', [IMAGE]);
    const image = widget().getByRole('img', { name: IMAGE.name });
    await image.waitFor();
    await visitor.seesState('Sent');
    const box = await image.boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(4 / 3, 1);

    await operator.opensChat(IMAGE.name);
    const shown = operator.page.getByRole('img', { name: IMAGE.name });
    await expect
      .poll(() => shown.evaluate((element) => (element as HTMLImageElement).naturalWidth))
      .toBe(640);
  });

  test('sends what is pasted and what is dropped, in its order', async () => {
    const composer = 'counterbell-widget textarea';
    await gives(visitor.page, composer, 'paste', [{ ...IMAGE, name: 'screenshot.png' }]);
    await widget().getByRole('img', { name: 'screenshot.png' }).waitFor();
    await gives(visitor.page, composer, 'dragover', [PAPER]);
    await visitor.page.getByText('Drop to send').waitFor();
    await gives(visitor.page, composer, 'drop', [PAPER, { ...PAPER, name: 'second.pdf' }]);
    await widget().getByRole('button', { name: 'Save second.pdf' }).waitFor();
    const saves = widget().getByRole('button', { name: /^Save/ });
    expect(await saves.allInnerTexts()).toEqual([
      expect.stringContaining('invoice.pdf'),
      expect.stringContaining('second.pdf'),
    ]);
    await operator.sees('second.pdf');
  });

  test('saves a file under its name', async () => {
    const download = visitor.page.waitForEvent('download');
    await widget().getByRole('button', { name: 'Save invoice.pdf' }).click();
    expect((await download).suggestedFilename()).toBe('invoice.pdf');
  });

  test('is told the limit, and why a file is not taken, and takes it off the list', async () => {
    const big = { ...IMAGE, name: 'big.png', buffer: Buffer.alloc(2 * 1_048_576 + 1, 1) };
    const empty = { ...IMAGE, name: 'empty.txt', buffer: Buffer.alloc(0) };
    const page = { ...IMAGE, name: 'page.txt', buffer: Buffer.from('<html>') };
    await picks(visitor.page, 'Attach a file', [big, empty, page]);
    await visitor.page.getByText('up to 2 MB each').waitFor();
    await visitor.page.getByText('Too large: at most 2 MB.').waitFor();
    await visitor.page.getByText('This file is empty.').waitFor();
    await visitor.page.getByText('Files of this kind cannot be sent.').waitFor();
    for (const { name } of [big, empty, page]) {
      await widget()
        .getByRole('button', { name: `Remove ${name}` })
        .click();
    }
    await visitor.page.getByText('up to 2 MB each').waitFor({ state: 'detached' });
  });

  test('cancels a file on its way, and tries again one that did not get through', async () => {
    const { page } = visitor;
    let stand: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      stand = resolve;
    });
    await page.route('**/v1/files?**', async (route) => {
      await held;
      await route.abort().catch(() => undefined);
    });
    const kept = { ...PAPER, name: 'kept.pdf' };
    await picks(page, 'Attach a file', [{ ...PAPER, name: 'never.pdf' }, kept]);
    await page.getByRole('progressbar', { name: 'never.pdf' }).waitFor();
    await page.getByRole('button', { name: 'Cancel never.pdf' }).click();
    stand();
    await page.getByText('The connection was lost.').waitFor();
    await page.unroute('**/v1/files?**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await widget().getByRole('button', { name: 'Save kept.pdf' }).waitFor();
    await operator.sees('kept.pdf');
    expect(await widget().getByText('never.pdf').count()).toBe(0);
  });

  test('finds everything again on the next page', async () => {
    await visitor.page.goto(`${relay.url}/demo`);
    await visitor.opensPanel();
    await visitor.sees('kept.pdf');
    const image = widget().getByRole('img', { name: IMAGE.name });
    // Only what comes near to where it is seen is loaded.
    expect(await image.count()).toBe(0);
    await widget()
      .getByRole('log')
      .evaluate((log) => log.scrollTo({ top: 0 }));
    await expect
      .poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth))
      .toBe(640);
  });
});

describe('A4 an operator', () => {
  test('attaches, pastes and drops files, which the visitor gets', async () => {
    const { page } = operator;
    await visitor.page.getByRole('button', { name: 'Show the latest messages' }).click();
    await picks(page, 'Attach files', [{ ...PAPER, name: 'manual.pdf' }]);
    await visitor.sees('manual.pdf');
    const input = 'main textarea';
    await gives(page, input, 'paste', [{ ...IMAGE, name: 'answer.png' }]);
    await widget().getByRole('img', { name: 'answer.png' }).waitFor();
    await gives(page, 'main .log', 'drop', [{ ...PAPER, name: 'offer.pdf' }]);
    await visitor.sees('offer.pdf');
    const download = page.waitForEvent('download');
    await page.getByRole('log').getByRole('link', { name: 'offer.pdf' }).click();
    expect((await download).suggestedFilename()).toBe('offer.pdf');
  });

  test('sees why the relay refuses a file', async () => {
    const { page } = operator;
    const logo = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') };
    await gives(page, 'main textarea', 'paste', [logo]);
    await page.getByText('Files of this kind are not taken').waitFor();
    await page.getByRole('button', { name: 'Remove logo.svg' }).click();
  });

  test('sends no file with a note', async () => {
    await operator.notes('Only for us');
    await operator.sees('Only for us');
    expect(await operator.page.getByRole('button', { name: 'Attach files' }).count()).toBe(0);
  });
});

test('nothing of it is against the policy of the page or the console', () => {
  expect(complaints().filter((one) => /policy|trusted/i.test(one))).toEqual([]);
});
