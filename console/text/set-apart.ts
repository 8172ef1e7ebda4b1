import type { Sentence, Words } from './en.ts';

const APART_FROM_LEFT = '\u2066';
const APART = '\u2068';
const APART_ENDS = '\u2069';

/** Letters and digits with the signs of code among and before them: `*.example.org`, `functions.php`. */
const WORD = '[*/#.]*[A-Za-z0-9](?:[!-z|~]*[A-Za-z0-9])?';
const RUNS = new RegExp(
  `\\{\\{[^}]*\\}\\}|<[^<>]*>|/?\\{\\w+\\}|(?<!\\w)${WORD}(?: ${WORD})*`,
  'g',
);

/**
 * The words of a language that is written from right to left, with what is written from left to right set apart: the signs of
 * `</body>` and `*.example.org` would else change their places. Pure.
 */
export function withLatinApart(words: Words): Words {
  const entries = Object.entries(words).map(([key, sentence]) => [key, formsApart(sentence)]);
  return Object.fromEntries(entries) as Words; // the same keys
}

function formsApart(sentence: Sentence): Sentence {
  if (typeof sentence === 'string') return latinApart(sentence);
  const forms = Object.entries(sentence).map(([category, form]) => [category, latinApart(form)]);
  return { other: '', ...Object.fromEntries(forms) };
}

/** The same for one text. */
export function latinApart(text: string): string {
  return text.replaceAll(RUNS, (found) => {
    const isValue = /^\{\w+\}$/.test(found);
    return isValue || !/[A-Za-z]/.test(found) ? found : APART_FROM_LEFT + found + APART_ENDS;
  });
}

/** Letters of scripts that are written from right to left, and signs that set apart what is. */
const FROM_RIGHT =
  /[\u0590-\u08ff\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Whether a text may turn what stands beside it in a line from left to right. Pure. */
export function mayTurn(text: string): boolean {
  return FROM_RIGHT.test(text);
}

/** Signs that force or embed a direction, set something apart, or end that (Unicode Standard Annex 9, 2). */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A stranger's text to be shown among ours: without signs that force a direction, which would show `gnp.exe` as `exe.png`, and with as
 * many ends as beginnings of what it sets apart. An end too many would end what we set apart ourselves, a `bdi` too. Pure.
 */
export function withoutTurns(text: string): string {
  let open = 0;
  const kept = text.replaceAll(TURNING, (sign) => {
    if (sign <= '\u202e' || (sign === APART_ENDS && open === 0)) return '';
    open += sign === APART_ENDS ? -1 : 1;
    return sign;
  });
  return kept + APART_ENDS.repeat(open);
}

/** A value of either direction, which must not turn what stands around it. */
export function apart(value: string): string {
  return APART + value + APART_ENDS;
}
