import type { Locale } from './choose-language.ts';
import type { Words } from './en.ts';

/** What may stand for `{word}` in a sentence. */
type Values = Readonly<Record<string, string | number>>;

/** One language's words, numbers and times. */
export interface Translator {
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** The sentence of a key with its values filled in; a plural needs a number called `count`. */
  say(key: keyof Words, values?: Values): string;
  /** Hours and minutes of a moment in milliseconds. */
  time(at: number): string;
  /** The day of a moment in words: today, yesterday, or the date. `now` in milliseconds. */
  day(at: number, now: number): string;
}

/** Scripts written from right to left, by the language's subtag; Intl.Locale knows more, but not in every browser. */
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)(-|$)/i;

/** Makes a translator. Values are filled in as text and never looked at again, so `{name}` in a name stays as it is. */
export function createTranslator(words: Words, { tag }: Locale): Translator {
  const numbers = once(() => new Intl.NumberFormat(tag));
  const plurals = once(() => new Intl.PluralRules(tag));
  const times = once(() => new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit' }));
  const dates = once(
    () => new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long' }),
  );
  const days = once(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));

  function sentence(key: keyof Words, count: unknown): string {
    const found = words[key];
    if (typeof found === 'string') return found;
    return found[plurals().select(Number(count))] ?? found.other;
  }

  return {
    tag,
    direction: RIGHT_TO_LEFT.test(tag) ? 'rtl' : 'ltr',
    say: (key, values = {}) =>
      sentence(key, values.count).replace(/\{(\w+)\}/g, (_all, name: string) => {
        const value = values[name] ?? '';
        return typeof value === 'number' ? numbers().format(value) : value;
      }),
    time: (at) => times().format(at),
    day(at, now) {
      const distance = daysBetween(now, at);
      const isNear = distance === 0 || distance === -1;
      return upperFirst(isNear ? days().format(distance, 'day') : dates().format(at), tag);
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

function upperFirst(text: string, tag: string): string {
  return text.charAt(0).toLocaleUpperCase(tag) + text.slice(1);
}
