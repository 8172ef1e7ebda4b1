import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { runDay } from './run-day.ts';

const SEED = 20_261_129;
const CHATS = 300;
const OPERATORS = 8;

/** The short form of `npm run day`. */
test(`gives ${CHATS} chats of a day to ${OPERATORS} operators who have limits, hours and habits by the published rules, seed ${SEED}`, {
  timeout: 120_000,
}, async () => {
  const day = await runDay({
    root: dirname(dirname(import.meta.dirname)),
    ...{ seed: SEED, chats: CHATS, operators: OPERATORS },
    ...{ minutes: 14, speed: 60, bound: 100, acceptSeconds: 20, keepMinutes: 1 },
  });
  expect(day.breaches).toEqual([]);
  expect(day.chats).toBe(CHATS);
  expect(day.closed + day.answered).toBe(CHATS);
  // The day had what days have.
  const steps = [...day.steps.keys()];
  expect(steps).toEqual(
    expect.arrayContaining([
      ...['assigned: fewest_chats', 'assigned: next_in_turn', 'assigned: returning_visitor'],
      ...['transferred: operator', 'transferred: group', 'assigned: transferred'],
      ...['queued: not_accepted', 'queued: operator_left', 'queued: operator_away', 'reopened'],
    ]),
  );
  expect(day.mostWaiting).toBeGreaterThan(3);
});
