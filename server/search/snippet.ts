import type { Stretch } from './words.ts';

/** The part of a text that shows what was found. */
export interface Snippet {
  /** One line. */
  readonly text: string;
  /** What was found in it, in its order. */
  readonly matches: Stretch[];
}

const LENGTH = 160;
/** How much stands before the first match. */
const LEAD = 40;
const MORE = '…';

/** About 160 code points of a text around the first of these places; the cut is told by dots. */
export function snippetOf(text: string, places: readonly Stretch[]): Snippet {
  const characters = [...text];
  const from = startOf(characters, places[0]?.start ?? 0);
  const to = Math.min(characters.length, from + LENGTH);
  const before = from > 0 ? MORE : '';
  const after = to < characters.length ? MORE : '';
  const shown = characters.slice(from, to).join('').replaceAll(/\s/gu, ' ');
  const shift = before.length - from;
  const matches = places.flatMap(({ start, length }) => {
    const end = Math.min(start + length, to);
    return start >= from && start < end ? [{ start: start + shift, length: end - start }] : [];
  });
  return { text: `${before}${shown}${after}`, matches };
}

/** At the beginning of a word, where there is one between the lead and the match. */
function startOf(characters: readonly string[], match: number): number {
  const latest = Math.max(0, characters.length - LENGTH);
  const from = Math.min(Math.max(0, match - LEAD), latest);
  if (from === 0) return 0;
  const space = characters.findIndex((one, at) => at >= from && at < match && /\s/u.test(one));
  return space === -1 ? from : space + 1;
}
