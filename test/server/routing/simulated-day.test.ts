import { expect, test } from 'vitest';
import { createRandom } from '../../helpers/seeded-random.ts';
import { liveThroughDay } from './day.ts';

const CHATS = 2_000;
const OPERATORS = 20;
const HOUR_MS = 3_600_000;

test.each([1, 2, 3])(
  'a day of 2,000 chats and 20 operators ends with all answered by the rules, seed %i',
  (seed) => {
    const day = liveThroughDay(createRandom(seed), CHATS, OPERATORS);
    expect(day.breaches).toEqual([]);
    expect(day.closed).toBe(CHATS);
    // The day had what days have.
    expect(day.transferred).toBeGreaterThan(10);
    expect(day.missed).toBeGreaterThan(10);
    // Nobody starves, whatever the priority of those who came later.
    expect(day.longestWaitMs).toBeLessThan(HOUR_MS);
  },
);
