/** Height of a line of text for its size. */
export const LINE_HEIGHT = 1.4;

/** Shares of the size; the widest letters of common sans-serif fonts (DejaVu Sans), so that no font is wider. */
const WIDE = 1;
const CAPITAL = 0.8;
const NARROW = 0.64;

/** How wide a text is at most, in pixels, when it is drawn in letters of this size. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width * size;
}

/** Lines of at most this width, broken between words, and within a word that is wider. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, width, size);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}

/** Text for XML: marked signs are escaped, and what XML 1.0 (section 2.2) does not allow is left out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function widthOf(character: string): number {
  if (/[^ -~]|[mwMW@%]/.test(character)) return WIDE;
  return /[A-Z&]/.test(character) ? CAPITAL : NARROW;
}

function breakWord(word: string, width: number, size: number): string[] {
  const pieces = [''];
  for (const character of word) {
    const longer = `${pieces.at(-1)}${character}`;
    if (textWidth(longer, size) <= width) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces;
}
