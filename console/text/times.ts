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
  const words = new Intl.RelativeTimeFormat(language.value, { numeric: 'auto', style: 'narrow' });
  const passed = Math.max(0, from - at);
  for (const [unit, length] of UNITS) {
    if (passed >= length) return words.format(-Math.floor(passed / length), unit);
  }
  return t('justNow');
}

/** The time of day. */
export function clockTime(at: number): string {
  return new Intl.DateTimeFormat(language.value, { timeStyle: 'short' }).format(at);
}

/** Day and time. */
export function dayAndTime(at: number): string {
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(language.value, options).format(at);
}

/** The day as a separator names it. */
export function dayName(at: number): string {
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'full' }).format(at);
}

/** Whether two times lie on the same local day. */
export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
