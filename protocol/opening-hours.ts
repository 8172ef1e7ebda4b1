/** A stretch of one day, as `HH:MM` on a 24-hour clock; `to` is later than `from`, at most `24:00`. */
export interface OpenStretch {
  readonly from: string;
  readonly to: string;
}

/** When a site's chat is attended to. */
export interface OpeningHours {
  /** Name in the IANA time zone database, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** Seven days, Monday first (ISO 8601); a day without stretches is closed. */
  readonly week: readonly (readonly OpenStretch[])[];
  /** Days that are closed whatever the week says, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** When clocks go back, an hour comes twice, and hours that ended in it begin again. */
const REPEATED_MINUTES = 60;
/** A site that does not open within so many days says no day. */
const LOOKS_AHEAD_DAYS = 60;

/** Whether it is open at this moment, in milliseconds since 1970. Pure. */
export function isOpenAt(hours: OpeningHours, at: number): boolean {
  const { date, minute } = wallClock(hours.timeZone, at);
  return stretchesOf(hours, date).some(({ from, to }) => from <= minute && minute < to);
}

/** The next moment, from `at` on, at which it is open; null where it is none within 60 days. Pure. */
export function opensNextAt(hours: OpeningHours, at: number): number | null {
  if (isOpenAt(hours, at)) return at;
  const minute = at - (at % MINUTE_MS);
  for (let ahead = 1; ahead <= REPEATED_MINUTES; ahead += 1) {
    if (isOpenAt(hours, minute + ahead * MINUTE_MS)) return minute + ahead * MINUTE_MS;
  }
  const today = Date.parse(wallClock(hours.timeZone, at).date);
  for (let day = 0; day <= LOOKS_AHEAD_DAYS; day += 1) {
    const date = new Date(today + day * DAY_MS).toISOString().slice(0, 10);
    const openings = stretchesOf(hours, date)
      .map(({ from }) => momentOf(hours.timeZone, date, from))
      .filter((moment) => moment > at);
    if (openings.length > 0) return Math.min(...openings);
  }
  return null;
}

/** The next moment after `at` at which it opens or closes; null where it is none within 60 days. Pure. */
export function changesNextAt(hours: OpeningHours, at: number): number | null {
  if (!isOpenAt(hours, at)) return opensNextAt(hours, at);
  const today = Date.parse(wallClock(hours.timeZone, at).date);
  for (let day = -1; day <= LOOKS_AHEAD_DAYS; day += 1) {
    const date = new Date(today + day * DAY_MS).toISOString().slice(0, 10);
    const closings = stretchesOf(hours, date)
      .map(({ to }) => momentOf(hours.timeZone, date, to))
      // Where clocks go back, hours that end in the hour that comes twice end twice.
      .flatMap((moment) => [moment, moment + REPEATED_MINUTES * MINUTE_MS])
      .filter((moment) => moment > at && isOpenAt(hours, moment - 1) && !isOpenAt(hours, moment));
    if (closings.length > 0) return Math.min(...closings);
  }
  return null;
}

/** Stretches of a day in minutes since its midnight. */
function stretchesOf({ week, holidays }: OpeningHours, date: string) {
  if (holidays.includes(date)) return [];
  // A date alone is read as midnight UTC; getUTCDay's week begins with Sunday.
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  return (week[weekday] ?? []).map(({ from, to }) => ({
    from: minutesOf(from),
    to: minutesOf(to),
  }));
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** The first moment when clocks there show this; where they skip it, the moment of the change. */
function momentOf(timeZone: string, date: string, minute: number): number {
  const wanted = Date.parse(date) + minute * MINUTE_MS;
  // The offsets before and after a change that may lie on this day.
  const offsets = [wanted - DAY_MS, wanted + DAY_MS].map((at) => shown(timeZone, at) - at);
  const exact = offsets
    .map((offset) => wanted - offset)
    .filter((moment) => shown(timeZone, moment) === wanted);
  if (exact.length > 0) return Math.min(...exact);
  let moment = wanted - Math.min(...offsets);
  while (shown(timeZone, moment - MINUTE_MS) > wanted) moment -= MINUTE_MS;
  return moment;
}

/** What clocks there show, as if it were UTC; in whole minutes. */
function shown(timeZone: string, at: number): number {
  const { date, minute } = wallClock(timeZone, at);
  return Date.parse(date) + minute * MINUTE_MS;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(timeZone: string, at: number): { date: string; minute: number } {
  const format = formats.get(timeZone) ?? clockOf(timeZone);
  formats.set(timeZone, format);
  const parts = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  const { year = '', month, day, hour, minute } = parts;
  return {
    date: `${year.padStart(4, '0')}-${month}-${day}`,
    minute: Number(hour) * 60 + Number(minute),
  };
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
}
