import { quoteCodePoints } from './limits.ts';

/** A stretch of a message: its author's own words, or what they quote. */
export interface Passage {
  readonly isQuote: boolean;
  readonly text: string;
}

/**
 * Splits a message's text into own words and quotations, which are lines that begin with `> `. Blank lines beside a quotation go;
 * a text that quotes nothing stays as it is. Pure.
 */
export function splitQuotes(text: string): Passage[] {
  const passages: { isQuote: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const isQuote = line === '>' || line.startsWith('> ');
    const said = isQuote ? line.slice(2) : line;
    const last = passages.at(-1);
    if (last?.isQuote === isQuote) last.lines.push(said);
    else passages.push({ isQuote, lines: [said] });
  }
  const split = passages.map(({ isQuote, lines }) => ({ isQuote, text: lines.join('\n') }));
  if (split.length === 1) return split;
  return split
    .map(({ isQuote, text: said }) => ({ isQuote, text: isQuote ? said : withoutBlankEnds(said) }))
    .filter((passage) => passage.isQuote || passage.text !== '');
}

/** Quotes a message to answer it: its own words, the beginning of them, and an empty line to write after. Pure. */
export function quotationOf(text: string): string {
  const own = splitQuotes(text)
    .filter(({ isQuote }) => !isQuote)
    .map((passage) => passage.text)
    .join('\n');
  const points = [...(own.trim() || text.trim())];
  const quoted =
    points.length > quoteCodePoints
      ? `${points.slice(0, quoteCodePoints - 1).join('')}…`
      : points.join('');
  return `${quoted.replace(/^/gm, '> ')}\n\n`;
}

function withoutBlankEnds(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+|(?:\n[^\S\n]*)+$/g, '').replace(/^[^\S\n]+$/, '');
}
