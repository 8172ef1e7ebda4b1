import { signal } from '@preact/signals';
import { language, t } from './translate.ts';

/** The local clock, in steps of half a minute, so that "3 minutes ago" stays true. */
export const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, 30_000);

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago, in words: `3 min ago`. `at` and `from` in milliseconds. */
export function timeAgo(at: number, from: number = now.value): string {
  const passed = Math.max(0, from - at);
  for (const [unit, length] of UNITS) {
    if (passed >= length) return ago().format(-Math.floor(passed / length), unit);
  }
  return t('justNow');
}

const ago = perLanguage(
  (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'narrow' }),
);
const clock = perLanguage((tag) => new Intl.DateTimeFormat(tag, { timeStyle: 'short' }));
const dayAndClock = perLanguage(
  (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }),
);
const day = perLanguage((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'full' }));

/** The time of day. */
export function clockTime(at: number): string {
  return clock().format(at);
}

/** Day and time. */
export function dayAndTime(at: number): string {
  return dayAndClock().format(at);
}

/** The day as a separator names it. */
export function dayName(at: number): string {
  return day().format(at);
}

/** To make a formatter takes longer than to draw a row or a message, and each has a time. */
function perLanguage<Format>(make: (tag: string) => Format): () => Format {
  let made: { readonly tag: string; readonly format: Format } | undefined;
  return () => {
    const tag = language.value;
    if (made?.tag !== tag) made = { tag, format: make(tag) };
    return made.format;
  };
}

/** Whether two times lie on the same local day. */
export function isSameDay(one: number, other: number): boolean {
  const [a, b] = [new Date(one), new Date(other)];
  return (
    a.getDate() === b.getDate() &&
    a.getMonth() === b.getMonth() &&
    a.getFullYear() === b.getFullYear()
  );
}
