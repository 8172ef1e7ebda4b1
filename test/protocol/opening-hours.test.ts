import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesNextAt, isOpenAt, type OpeningHours, opensNextAt } from '../../protocol/index.ts';

const NINE_TO_FIVE = [{ from: '09:00', to: '17:00' }];
const WEEKDAYS: OpeningHours = {
  timeZone: 'Europe/Berlin',
  week: [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, [], []],
  holidays: ['2026-12-25'],
};
const at = (moment: string) => Date.parse(moment);

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const stretch = fc
  .tuple(time, time)
  .filter(([one, other]) => one !== other)
  .map((times) => times.sort())
  .map(([from = '', to = '']) => ({ from, to }));
const someHours = fc.record({
  timeZone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  ),
  week: fc.array(fc.array(stretch, { maxLength: 2 }), { minLength: 7, maxLength: 7 }),
  holidays: fc.constant([]),
});
const someMoment = fc.integer({ min: at('2026-01-01'), max: at('2027-01-01') });

describe('opening hours', () => {
  it('are open from the first minute to before the last, on the clocks of their time zone', () => {
    expect(isOpenAt(WEEKDAYS, at('2026-11-25T07:59:59Z'))).toBe(false);
    expect(isOpenAt(WEEKDAYS, at('2026-11-25T08:00:00Z'))).toBe(true);
    expect(isOpenAt(WEEKDAYS, at('2026-11-25T15:59:59Z'))).toBe(true);
    expect(isOpenAt(WEEKDAYS, at('2026-11-25T16:00:00Z'))).toBe(false);
  });

  it.each([
    ['the same morning', '2026-11-25T05:00:00Z', '2026-11-25T08:00:00Z'],
    ['after the weekend', '2026-11-27T17:00:00Z', '2026-11-30T08:00:00Z'],
    ['after a holiday and the weekend behind it', '2026-12-24T17:00:00Z', '2026-12-28T08:00:00Z'],
    ['after clocks went forward', '2026-03-27T17:00:00Z', '2026-03-30T07:00:00Z'],
    ['after clocks went back', '2026-10-23T16:00:00Z', '2026-10-26T08:00:00Z'],
  ])('open next %s', (_when, from, next) => {
    expect(opensNextAt(WEEKDAYS, at(from))).toBe(at(next));
  });

  it('open at the change where the clock skips the time that they begin at', () => {
    const night = [{ from: '02:30', to: '06:00' }];
    const hours = { ...WEEKDAYS, week: [[], [], [], [], [], [], night] };
    expect(opensNextAt(hours, at('2026-03-28T12:00:00Z'))).toBe(at('2026-03-29T01:00:00Z'));
  });

  it('name no moment where none comes within 60 days', () => {
    const never = { ...WEEKDAYS, week: [[], [], [], [], [], [], []] };
    expect(opensNextAt(never, at('2026-11-25T05:00:00Z'))).toBeNull();
  });

  it('are open at the moment they name, and at no minute before it', { timeout: 20_000 }, () => {
    fc.assert(
      fc.property(
        someHours,
        someMoment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (some, from, part) => {
          const next = opensNextAt(some, from);
          if (next === null || next === from) return;
          expect(isOpenAt(some, next)).toBe(true);
          const between = from + Math.floor((next - from - 1) * part);
          expect(isOpenAt(some, between)).toBe(false);
        },
      ),
      { seed: 25, numRuns: 300 },
    );
  });

  it('change next at the end of a stretch, and not where the next one begins at once', () => {
    const nights = [
      { from: '00:00', to: '02:00' },
      { from: '22:00', to: '24:00' },
    ];
    const hours = { ...WEEKDAYS, week: Array.from({ length: 7 }, () => nights) };
    expect(changesNextAt(hours, at('2026-11-25T22:00:00Z'))).toBe(at('2026-11-26T01:00:00Z'));
    expect(changesNextAt(hours, at('2026-11-26T01:00:00Z'))).toBe(at('2026-11-26T21:00:00Z'));
    // The holiday begins at midnight.
    expect(changesNextAt(hours, at('2026-12-24T22:00:00Z'))).toBe(at('2026-12-24T23:00:00Z'));
  });

  it('are otherwise at the moment they name as their next change, and the same before it', {
    timeout: 20_000,
  }, () => {
    fc.assert(
      fc.property(
        someHours,
        someMoment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (some, from, part) => {
          const next = changesNextAt(some, from);
          if (next === null) return;
          expect(isOpenAt(some, next)).toBe(!isOpenAt(some, from));
          const between = from + Math.floor((next - from - 1) * part);
          expect(isOpenAt(some, between)).toBe(isOpenAt(some, from));
        },
      ),
      { seed: 26, numRuns: 300 },
    );
  });
});
