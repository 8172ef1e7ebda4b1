import { describe, expect, it } from 'vitest';
import type { OpeningHours } from '../../../protocol/index.ts';
import { acceptingAt, SWITCHED_BY_MISSES } from '../../../server/operators/accepting.ts';

const at = (moment: string) => Date.parse(moment);
const NINE_TO_FIVE = [{ from: '09:00', to: '17:00' }];
const HOURS: OpeningHours = {
  timeZone: 'Europe/Berlin',
  week: [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, [], []],
  holidays: ['2026-11-26'],
};
const untouched = { accepting: false, at: 0, misses: 0 };
const ON = { accepting: true, away: null };
const OFF = { accepting: false, away: 'schedule' };

describe('hours of work', () => {
  it('switch accepting on when they begin and off when they end, on their own clocks', () => {
    expect(acceptingAt(untouched, HOURS, at('2026-11-25T07:59:00Z'))).toEqual(OFF);
    expect(acceptingAt(untouched, HOURS, at('2026-11-25T08:00:00Z'))).toEqual(ON);
    expect(acceptingAt(untouched, HOURS, at('2026-11-25T16:00:00Z'))).toEqual(OFF);
  });

  it('leave holidays and weekends free', () => {
    expect(acceptingAt(untouched, HOURS, at('2026-11-26T10:00:00Z'))).toEqual(OFF);
    expect(acceptingAt(untouched, HOURS, at('2026-11-28T10:00:00Z'))).toEqual(OFF);
  });

  it('give way to what is switched by hand, until they change next', () => {
    const offAtNoon = { ...untouched, at: at('2026-11-25T11:00:00Z') };
    const byHand = { accepting: false, away: 'switch' };
    expect(acceptingAt(offAtNoon, HOURS, at('2026-11-25T15:59:00Z'))).toEqual(byHand);
    // Thursday is a holiday: Friday is the next day of work.
    expect(acceptingAt(offAtNoon, HOURS, at('2026-11-27T07:59:00Z'))).toEqual(OFF);
    expect(acceptingAt(offAtNoon, HOURS, at('2026-11-27T08:00:00Z'))).toEqual(ON);
    const onInTheEvening = { accepting: true, at: at('2026-11-25T20:00:00Z'), misses: 0 };
    expect(acceptingAt(onInTheEvening, HOURS, at('2026-11-27T07:00:00Z'))).toEqual(ON);
    expect(acceptingAt(onInTheEvening, HOURS, at('2026-11-27T16:00:00Z'))).toEqual(OFF);
  });

  it('switch on again whom missed chats had switched off', () => {
    const missed = { accepting: false, at: at('2026-11-25T09:00:00Z'), misses: SWITCHED_BY_MISSES };
    const away = { accepting: false, away: 'missed' };
    expect(acceptingAt(missed, HOURS, at('2026-11-25T10:00:00Z'))).toEqual(away);
    expect(acceptingAt(missed, HOURS, at('2026-11-27T10:00:00Z'))).toEqual(ON);
    expect(acceptingAt(missed, null, at('2026-11-27T10:00:00Z'))).toEqual(away);
  });
});
