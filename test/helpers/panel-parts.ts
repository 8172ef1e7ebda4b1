import type { Page } from 'playwright-core';

/** What a visitor sees of the widget, by its English names. */
export function panelParts(page: Page) {
  const widget = page.locator('counterbell-widget');
  return {
    launcher: widget.getByRole('button', { name: 'Chat', exact: true }),
    dialog: widget.getByRole('dialog'),
    composer: widget.getByRole('textbox', { name: 'Your message' }),
    log: widget.getByRole('log'),
    close: widget.getByRole('button', { name: 'Close', exact: true }),
    decline: widget.getByRole('button', { name: 'No thanks' }),
  };
}
