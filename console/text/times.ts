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

const clock = createFormat({ timeStyle: 'short' });
const dayAndClock = createFormat({ dateStyle: 'medium', timeStyle: 'short' });
const day = createFormat({ dateStyle: 'full' });

/** The time of day. */
export function clockTime(at: number): string {
  return clock(at);
}

/** Day and time. */
export function dayAndTime(at: number): string {
  return dayAndClock(at);
}

/** The day as a separator names it. */
export function dayName(at: number): string {
  return day(at);
}

/** To make a formatter takes longer than to draw a message, and every message has a time. */
function createFormat(options: Intl.DateTimeFormatOptions): (at: number) => string {
  let made: { readonly for: string; readonly format: Intl.DateTimeFormat } | undefined;
  return (at) => {
    const wanted = language.value;
    if (made?.for !== wanted) {
      made = { for: wanted, format: new Intl.DateTimeFormat(wanted, options) };
    }
    return made.format.format(at);
  };
}

/** Whether two times lie on the same local day. */
export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
