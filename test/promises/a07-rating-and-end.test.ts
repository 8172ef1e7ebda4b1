import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsInBothThemes } from '../helpers/axe.ts';
import { complaintsOf, launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, ownerArrives } from '../helpers/console.ts';
import { type ShopVisitor, visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let ada: ConsoleOperator;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  browser = await launchBrowser();
  ada = await ownerArrives(browser, relay, 'Ada', { bypassCSP: true });
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

/** A visitor to whom the operator answered. */
async function answered(text: string): Promise<ShopVisitor & { widget: Locator }> {
  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  await visitor.opensPanel();
  await visitor.answersBanner('Accept');
  await visitor.writes(text);
  await ada.opensChat(text);
  await ada.writes(`You said: ${text}`);
  await visitor.sees(`You said: ${text}`);
  return { ...visitor, widget: visitor.page.locator('counterbell-widget') };
}

/** What a file holds that the browser saves when this is done. */
async function saved(page: Page, act: () => Promise<void>): Promise<[name: string, text: string]> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
}

describe('A7 the visitor', () => {
  test('ends the chat from the menu, after a question, and rates it; both may see it', async () => {
    const visitor = await answered('The handle is loose');
    const { widget } = visitor;
    await visitor.choosesInMenu(/^End chat/);
    await widget.getByRole('button', { name: 'Back to the chat' }).press('Enter');
    await visitor.choosesInMenu(/^End chat/);
    const question = widget.getByRole('alertdialog', { name: 'End chat' });
    expect(await faultsInBothThemes(visitor.page, 'counterbell-widget')).toEqual([]);
    await question.getByRole('button', { name: 'End chat' }).click();
    await ada.sees('The visitor ended the chat');

    await widget.getByRole('button', { name: 'Bad' }).click();
    await ada.sees('Rated bad');
    await widget.getByRole('button', { name: 'Good' }).click();
    await ada.sees('Rated good');
    await widget.getByLabel('Would you like to add something?').fill('Quick and kind');
    await widget.locator('.ending').getByRole('button', { name: 'Send' }).click();
    await ada.sees('Quick and kind');
    expect(await faultsInBothThemes(visitor.page, 'counterbell-widget')).toEqual([]);
    expect(await faultsInBothThemes(ada.page)).toEqual([]);

    const panel = ada.page.getByRole('complementary', { name: 'About the visitor' });
    await panel.getByText('Quick and kind').waitFor();
    await ada.page.getByText('Closed', { exact: true }).first().click();
    await ada.page.locator('.chat-row', { hasText: 'Rated good' }).waitFor();
    await ada.page.getByText('All open', { exact: false }).first().click();
  });

  test('finds the rating still there on the next page, and the card gone in a chat that is open', async () => {
    const visitor = await answered('Is it in stock?');
    const { widget, page } = visitor;
    await visitor.choosesInMenu(/^Rate this chat/);
    await widget.getByRole('button', { name: 'Good' }).press('Enter');
    await ada.sees('Rated good');
    await ada.presses('Close chat');
    await visitor.sees('The chat was closed');
    await page.reload();
    await widget.getByRole('button', { name: 'Chat', exact: true }).click();
    await widget.getByRole('button', { name: 'Good', pressed: true }).waitFor();
    await visitor.writes('One more thing');
    await visitor.sees('One more thing');
    await widget.getByRole('button', { name: 'Good' }).waitFor({ state: 'detached' });
  });

  test('saves the conversation as text and as a page; the operator can too', async () => {
    const visitor = await answered('Keep <b>this</b>');
    const complaints = complaintsOf(visitor.page);
    const [name, text] = await saved(visitor.page, () =>
      visitor.choosesInMenu(/^Save the conversation .\.txt/),
    );
    expect(name).toMatch(/^chat-\d{4}-\d\d-\d\d\.txt$/);
    expect(text).toMatch(/You: Keep <b>this<\/b>[\s\S]*Ada: You said: Keep <b>this<\/b>/);
    const [page, html] = await saved(visitor.page, () =>
      visitor.choosesInMenu(/^Save the conversation .\.html/),
    );
    expect(page).toMatch(/\.html$/);
    expect(html).toContain('Keep &lt;b&gt;this&lt;/b&gt;');
    await ada.notes('Only for us');
    await ada.sees('Only for us');
    const [, seen] = await saved(ada.page, () => ada.presses('Save as text'));
    expect(seen).toContain('Ada: You said: Keep');
    expect(seen).not.toContain('Only for us');
    expect(complaints).toEqual([]);
  });
});

test('A7 asks nobody how a chat was that was offered to an operator who never joined', async () => {
  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  const widget = visitor.page.locator('counterbell-widget');
  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  await visitor.writes('Never mind');
  await ada.page.locator('.chat-row', { hasText: 'Never mind' }).waitFor();
  await visitor.choosesInMenu(/^End chat/);
  await widget.getByRole('alertdialog').getByRole('button', { name: 'End chat' }).click();
  await visitor.sees('The chat was closed');
  await widget.getByRole('alertdialog').waitFor({ state: 'detached' });
  expect(await widget.getByText('Rate this chat').count()).toBe(0);
});

test('A7 B3 a page ends the chat by the API, and is told of ratings', async () => {
  const visitor = await answered('By the page');
  const { page, widget } = visitor;
  await page.evaluate(
    "window.told = []; Counterbell.on('rating', (detail) => told.push(detail)); Counterbell.endChat()",
  );
  await ada.sees('The visitor ended the chat');
  await widget.getByRole('button', { name: 'Good' }).click();
  await ada.sees('Rated good');
  await page.waitForFunction('told.length > 0');
  expect(await page.evaluate('told[0].good')).toBe(true);
});
