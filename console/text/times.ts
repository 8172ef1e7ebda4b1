import { computed, signal } from '@preact/signals';
import { perLocale, t } from './translate.ts';

/** How far the relay's clock is before this one, in milliseconds: the times that people read are the relay's, and so is what is now. */
export const ahead = signal(0);

const local = signal(Date.now());
setInterval(() => {
  local.value = Date.now();
}, 30_000);

/** The relay's clock, in steps of half a minute, so that "3 minutes ago" stays true. */
export const now = computed(() => local.value + ahead.value);

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

const WEEK_MS = 604_800_000;

/** Within a week how long ago, before that the day. */
export function timeOrDay(at: number): string {
  return now.value - at < WEEK_MS ? timeAgo(at) : shortDay().format(at);
}

const shortDay = perLocale((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }));
const ago = perLocale(
  (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'narrow' }),
);
const clock = perLocale((tag) => new Intl.DateTimeFormat(tag, { timeStyle: 'short' }));
const wallClock = perLocale(
  (tag) => new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: 'UTC' }),
);
const dayAndClock = perLocale(
  (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }),
);
const weekday = perLocale(
  (tag) => new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }),
);
const calendar = perLocale(
  (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }),
);
const day = perLocale((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'full' }));

const UNIT_NAMES = ['day', 'hour', 'minute', 'second'] as const;
const UNIT_MS = [86_400_000, 3_600_000, 60_000, 1_000] as const;

const units = perLocale((tag) =>
  UNIT_NAMES.map((unit) =>
    writtenOnce(new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' })),
  ),
);

const longUnits = perLocale((tag) => ({
  minute: new Intl.NumberFormat(tag, { style: 'unit', unit: 'minute', unitDisplay: 'long' }),
  second: new Intl.NumberFormat(tag, { style: 'unit', unit: 'second', unitDisplay: 'long' }),
}));

/** So many seconds in one unit that they fill, in full words: `2 minutes`, `90 seconds`. */
export function inWholeUnits(seconds: number): string {
  const { minute, second } = longUnits();
  return seconds % 60 === 0 ? minute.format(seconds / 60) : second.format(seconds);
}

/** Writes each count once: a thousand rows say every second how long somebody has waited, in the same few words. */
function writtenOnce(format: Intl.NumberFormat): (count: number) => string {
  const made = new Map<number, string>();
  return (count) => {
    const words = made.get(count) ?? format.format(count);
    made.set(count, words);
    return words;
  };
}

/** How long, in the two greatest units that it fills: `2 min 5 sec`. In milliseconds. */
export function duration(ms: number): string {
  const largest = UNIT_MS.findIndex((length) => ms >= length);
  const from = largest < 0 ? UNIT_MS.length - 1 : largest;
  let left = ms;
  const parts = UNIT_MS.slice(from, from + 2).map((length, index) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count > 0 || index === 0 ? units()[from + index]?.(count) : '';
  });
  return parts.filter(Boolean).join(' ');
}

/** The time of day. */
export function clockTime(at: number): string {
  return clock().format(at);
}

/** A time of the day written as `HH:MM`. */
export function timeOfDay(time: string): string {
  return wallClock().format(Date.parse(`1970-01-01T${time}Z`));
}

/** Day and time. */
export function dayAndTime(at: number): string {
  return dayAndClock().format(at);
}

/** The day as a separator names it. */
export function dayName(at: number): string {
  return day().format(at);
}

/** The name of a day of the week; 0 is Monday. */
export function weekdayName(index: number): string {
  // 1 January 2024 was a Monday.
  return weekday().format(Date.UTC(2024, 0, 1 + index));
}

/** A day written as `YYYY-MM-DD`. */
export function calendarDay(date: string): string {
  const at = Date.parse(date);
  return Number.isNaN(at) ? date : calendar().format(at);
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
