/** What of a text belongs to words: letters, digits, and the marks that stand on them. */
const PART = /[\p{L}\p{N}\p{M}]/u;
/** What nothing parts. */
const PARTS = /[\p{L}\p{N}\p{M}]+/gu;
/** Most of what is said in many languages: each of these folds to its small letter. */
const PLAIN = /^[A-Za-z0-9]+$/;
/** Accents of Latin, Greek and Cyrillic letters. The marks of other scripts tell words apart, and stay. */
const ACCENT = /[\u0300-\u036f]/g;
/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Longer words are known by their beginnings; Postgres holds none above 2,046 bytes. */
const WORD_CODE_POINTS = 64;
const MAX_KNOWN_FOLDS = 4_096;

/** Marks stand on the character before them. */
const MARK = /\p{M}/u;

/** One character of a word, with its marks, as it is compared, and where it stands in the text, in code points. */
interface Part extends Stretch {
  readonly folded: string;
}

/** A word, or in scripts without spaces a pair of characters, or the last one. */
interface Term {
  readonly text: string;
  readonly parts: readonly Part[];
}

/** A stretch of a text that nothing parts. */
interface Run {
  readonly isUnspaced: boolean;
  readonly parts: readonly Part[];
}

/** What somebody looks for. */
export interface Wanted {
  readonly words: readonly string[];
  /** Beginnings of words. */
  readonly beginnings: readonly string[];
}

/** A stretch of a text, in code points. */
export interface Stretch {
  readonly start: number;
  readonly length: number;
}

/** The words by which a text is found, each once: folded, so that neither case nor accents matter. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const [stretch] of text.matchAll(PARTS)) {
    if (PLAIN.test(stretch)) words.add(stretch.slice(0, WORD_CODE_POINTS).toLowerCase());
    else for (const term of runsOf(stretch).flatMap(termsOf)) words.add(term.text);
  }
  return [...words];
}

/**
 * What a text that somebody typed asks for: all its words, the last one also as a beginning. Nothing in it is syntax. Null where
 * it holds no word.
 */
export function wantedBy(text: string): Wanted | null {
  const words = new Set<string>();
  const beginnings = new Set<string>();
  const runs = runsOf(text);
  for (const [index, run] of runs.entries()) {
    const isLast = index === runs.length - 1;
    const terms = termsOf(run).map((term) => term.text);
    if (run.isUnspaced && terms.length > 1) for (const pair of terms.slice(0, -1)) words.add(pair);
    else for (const term of terms) (isLast || run.isUnspaced ? beginnings : words).add(term);
  }
  if (words.size + beginnings.size === 0) return null;
  return { words: [...words], beginnings: [...beginnings] };
}

/** Where a text holds what is wanted, in its order and without overlaps. */
export function placesOf(text: string, wanted: Wanted): Stretch[] {
  const found = new Map<number, number>();
  for (const term of runsOf(text).flatMap(termsOf)) {
    for (const { start, length } of foundParts(term, wanted)) found.set(start, length);
  }
  const places: { start: number; length: number }[] = [];
  for (const [start, length] of [...found].sort(([one], [other]) => one - other)) {
    const last = places.at(-1);
    if (last && last.start + last.length === start) last.length += length;
    else places.push({ start, length });
  }
  return places;
}

/** The whole word, or its beginning. */
function foundParts({ text, parts }: Term, { words, beginnings }: Wanted): readonly Part[] {
  if (words.includes(text)) return parts;
  const found = beginnings.filter((one) => text.startsWith(one)).map((one) => one.length);
  const most = Math.max(0, ...found);
  let before = 0;
  return parts.filter(({ folded }) => {
    const isFound = before < most;
    before += folded.length;
    return isFound;
  });
}

/** In scripts with spaces a run is a word; in the others each pair of neighbours stands for one, and the last character too. */
function termsOf({ isUnspaced, parts }: Run): Term[] {
  if (!isUnspaced) {
    const text = [...foldedOf(parts)].slice(0, WORD_CODE_POINTS).join('');
    return [{ text, parts }];
  }
  return parts.map((_, index) => {
    const pair = parts.slice(index, index + 2);
    return { text: foldedOf(pair), parts: pair };
  });
}

function foldedOf(parts: readonly Part[]): string {
  return parts.map(({ folded }) => folded).join('');
}

function runsOf(text: string): Run[] {
  const runs: { readonly isUnspaced: boolean; readonly parts: Part[] }[] = [];
  let isParted = true;
  let start = -1;
  for (const character of text) {
    start += 1;
    const folded = fold(character);
    if (folded === null) {
      isParted = true;
      continue;
    }
    const run = isParted ? undefined : runs.at(-1);
    if (folded === '' || MARK.test(character)) {
      const last = run?.parts.pop();
      if (last) run?.parts.push({ ...last, folded: last.folded + folded, length: last.length + 1 });
      continue;
    }
    const part = { folded, start, length: 1 };
    const isUnspaced = UNSPACED.test(character);
    if (run?.isUnspaced === isUnspaced) run.parts.push(part);
    else runs.push({ isUnspaced, parts: [part] });
    isParted = false;
  }
  return runs;
}

const folds = new Map<string, string | null>();

/** A code point as it is compared; empty for an accent, null for what parts words. */
function fold(character: string): string | null {
  const known = folds.get(character);
  if (known !== undefined) return known;
  if (folds.size >= MAX_KNOWN_FOLDS) folds.clear();
  const folded = foldAnew(character);
  folds.set(character, folded);
  return folded;
}

/** By way of the capital, so that ß is ss, ς is σ and ı is i: each is written with the other's capital; ẞ is a ß first. */
function foldAnew(character: string): string | null {
  if (!PART.test(character)) return null;
  const letters = character
    .normalize('NFKD')
    .replaceAll(ACCENT, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(ACCENT, '');
  // Some letters stand for a space and a mark.
  return [...letters].filter((one) => PART.test(one)).join('');
}
