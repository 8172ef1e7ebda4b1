import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';

const HEADER_BYTES = 512;

/** The font that comes with the packaged browser, from its archive: the same on every machine. It has Latin, Greek, Cyrillic and Hebrew. */
function fontFile(name: string): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const folder = join(dirname(entry), '../../bin');
  const archive = brotliDecompressSync(readFileSync(join(folder, 'fonts.tar.br')));
  for (let at = 0; at < archive.length; ) {
    const path = archive.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const bytes = Number.parseInt(archive.toString('latin1', at + 124, at + 136), 8) || 0;
    const start = at + HEADER_BYTES;
    if (path.endsWith(name)) return archive.toString('base64', start, start + bytes);
    at = start + Math.ceil(bytes / HEADER_BYTES) * HEADER_BYTES;
  }
  throw new Error(`the packaged browser comes without ${name}`);
}

const FONTS = [
  ['400', fontFile('OpenSans-Regular.ttf')],
  ['700', fontFile('OpenSans-Bold.ttf')],
] as const;

/** Has the page and its widget write in that font, whatever fonts this machine has. */
export async function pinFont(page: Page): Promise<void> {
  await page.evaluate(async (fonts) => {
    for (const [weight, file] of fonts) {
      const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
      document.fonts.add(await new FontFace('Pinned', bytes.buffer, { weight }).load());
    }
    const root = document.querySelector('counterbell-widget')?.shadowRoot;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { font-family: Pinned !important }');
    root?.adoptedStyleSheets.push(sheet);
  }, FONTS);
}

/** How this browser draws that font, as a short text: it is another where pictures of words could not be compared. */
export async function drawingOf(page: Page): Promise<string> {
  await pinFont(page);
  const pixels = await page.evaluate(() => {
    const canvas = new OffscreenCanvas(400, 60);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('the browser has no canvas');
    context.font = '15px Pinned';
    context.fillText('Hello, what are kettles? שלום 0123456789', 2, 20);
    context.font = '700 20px Pinned';
    context.fillText('Chat · שיחה', 2, 50);
    return [...context.getImageData(0, 0, canvas.width, canvas.height).data];
  });
  return createHash('sha256').update(Buffer.from(pixels)).digest('hex').slice(0, 16);
}
