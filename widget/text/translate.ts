import type { Locale } from './choose-language.ts';
import type { Words } from './en.ts';

/** What may stand for `{word}` in a sentence. */
type Values = Readonly<Record<string, string | number>>;

/** One language's words, numbers and times. */
export interface Translator {
  readonly tag: string;
  /** What numbers and times are written by: the browser's own region where the tag names none. */
  readonly local: string;
  readonly direction: 'ltr' | 'rtl';
  /** The sentence of a key with its values filled in; a plural needs a number called `count`. */
  say(key: keyof Words, values?: Values): string;
  /** Hours and minutes of a moment in milliseconds. */
  time(at: number): string;
  /** The day of a moment in words: yesterday, today, tomorrow, or the date; as in mid-sentence. `now` in milliseconds. */
  day(at: number, now: number): string;
}

/** What a site says in its own words, by key; a plural's forms by `key.category`. An empty one leaves ours. */
export type OwnTexts = Readonly<Record<string, string>>;

/** Those of our languages that are written from right to left. */
const RIGHT_TO_LEFT = /^(ar|fa|he|ur)$/;

/**
 * Makes a translator. `own` goes before `words`. Values are filled in as text and never looked at again, so `{name}` in a
 * name stays as it is.
 */
export function createTranslator(
  words: Partial<Words>,
  { language, tag }: Locale,
  own: OwnTexts = {},
): Translator {
  // Some systems name what is no tag, such as `en-US@posix`.
  const local =
    navigator.languages.find((own) => own.startsWith(`${tag}-`) && /^[\w-]+$/.test(own)) ?? tag;
  const numbers = once(() => new Intl.NumberFormat(local));
  const plurals = once(() => new Intl.PluralRules(tag));
  const times = once(() => new Intl.DateTimeFormat(local, { hour: 'numeric', minute: '2-digit' }));
  const dates = once(
    () => new Intl.DateTimeFormat(local, { weekday: 'long', day: 'numeric', month: 'long' }),
  );
  const days = once(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));

  function sentence(key: keyof Words, count: unknown): string {
    const found = words[key] ?? '';
    if (typeof found === 'string') return own[key] || found;
    const category = plurals().select(Number(count));
    return own[`${key}.${category}`] || found[category] || found.other;
  }

  return {
    tag,
    local,
    direction: RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr',
    say: (key, values = {}) =>
      // A string whatever the relay's JSON held.
      String(sentence(key, values.count)).replace(/\{(\w+)\}/g, (all, name: string) => {
        const value = values[name] ?? all;
        return typeof value === 'number' ? numbers().format(value) : value;
      }),
    time: (at) => times().format(at),
    day(at, now) {
      const distance = daysBetween(now, at);
      return Math.abs(distance) <= 1 ? days().format(distance, 'day') : dates().format(at);
    },
  };
}

/** Made when it is needed: the first formatter takes a page long, and a panel that opens for the first time needs none. */
function once<Formatter>(make: () => Formatter): () => Formatter {
  let made: Formatter | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Whole calendar days from one moment to another, in the visitor's time zone. */
function daysBetween(from: number, to: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}
