import type { BrowserContext, Page } from 'playwright-core';

/** Less than a test's own time, so that a failure names what was waited for. */
const PATIENCE_MS = 10_000;

/** A visitor on a page with the widget, by what they see and do. Names are those of the English widget. */
export interface ShopVisitor {
  readonly page: Page;
  /** Opens the panel while somebody accepts chats, where it is not open from the page before. */
  opensPanel(): Promise<void>;
  writes(text: string): Promise<void>;
  /** Waits until a text stands in the conversation. */
  sees(text: string | RegExp): Promise<void>;
  /** Waits until the last own message carries this state, or, for `Sent`, one that follows it. */
  seesState(state: 'Sent' | 'Delivered' | 'Seen'): Promise<void>;
  /** The texts of all messages in their order. */
  messages(): Promise<string[]>;
  answersBanner(answer: 'Accept' | 'No thanks'): Promise<void>;
  choosesInMenu(item: RegExp): Promise<void>;
}

/** Opens a page in this person's browser. */
export async function visitorIn(person: BrowserContext, address: string): Promise<ShopVisitor> {
  return visitorOn(await person.newPage(), address);
}

/** The same on a page that is there already. */
export async function visitorOn(page: Page, address: string): Promise<ShopVisitor> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(address);
  const widget = page.locator('counterbell-widget');
  const log = widget.getByRole('log', { name: 'Messages' });
  const composer = widget.getByRole('textbox', { name: 'Your message' });
  return {
    page,
    async opensPanel() {
      // Open on the page before, it opens by itself.
      const isLeftOpen = await page.evaluate(() =>
        Object.keys(sessionStorage).some((key) => key.startsWith('counterbell:panel:')),
      );
      if (!isLeftOpen) await widget.getByRole('button', { name: 'Chat', exact: true }).click();
      await composer.waitFor();
    },
    async writes(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    async sees(text) {
      await log.getByText(text).first().waitFor();
    },
    async seesState(state) {
      const enough = state === 'Sent' ? /^(Sent|Delivered|Seen)$/ : state;
      await log.getByText(enough, { exact: true }).last().waitFor();
    },
    messages: () => log.locator('.bubble').allInnerTexts(),
    answersBanner: (answer) => widget.getByRole('button', { name: answer }).click(),
    async choosesInMenu(item) {
      await widget.getByRole('button', { name: 'Options' }).click();
      await widget.getByText(item).first().click();
    },
  };
}
