import { expect, test } from 'vitest';
import { availabilityAt, momentsOf } from '../../console/sites/preview/moments.ts';
import type { OpeningHours } from '../../protocol/index.ts';

const DAY = [{ from: '09:00', to: '17:00' }];
const WEEK: OpeningHours = {
  timeZone: 'UTC',
  week: [DAY, DAY, DAY, DAY, DAY, [], []],
  holidays: [],
};
const MONDAY_NOON = Date.parse('2026-11-30T12:00:00Z');

test('shows of opening hours when somebody is back after they close next', () => {
  const hours = { opening: WEEK, queueLimit: null, closeAfterMinutes: null };
  expect(momentsOf(hours, MONDAY_NOON)).toEqual(['closed', 'there', 'nobody']);
  const backAt = Date.parse('2026-12-01T09:00:00Z');
  expect(availabilityAt('closed', hours, MONDAY_NOON)).toEqual({
    accepting: false,
    reason: 'closed',
    backAt,
  });
  const night = Date.parse('2026-12-01T03:00:00Z');
  expect(availabilityAt('closed', hours, night)).toMatchObject({ backAt });
});

test('shows no closed site where it never closes, and a full queue where it has a limit', () => {
  const always = { ...WEEK, week: WEEK.week.map(() => [{ from: '00:00', to: '24:00' }]) };
  const hours = { opening: always, queueLimit: 3, closeAfterMinutes: null };
  expect(momentsOf(hours, MONDAY_NOON)).toEqual(['there', 'nobody', 'full']);
  expect(availabilityAt('full', hours, MONDAY_NOON)).toEqual({ accepting: false, reason: 'full' });
});
