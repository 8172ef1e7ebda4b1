import { expect, test } from 'vitest';
import { createPace } from '../../../server/routing/pace.ts';

test('estimates by how fast chats left the queue, while there was one', () => {
  let now = 0;
  const pace = createPace(() => now);
  pace.set(['a', 'b', 'c', 'd']);
  expect(pace.waitOf(1)).toBeUndefined();
  for (const left of [['b', 'c', 'd'], ['c', 'd'], ['d']]) {
    now += 60_000;
    pace.set(left);
  }
  expect(pace.waitOf(1)).toBe(60_000);
  expect(pace.waitOf(3)).toBe(180_000);
  now += 60_000;
  pace.set([]);
  // Nobody waited for this hour: it says nothing of the queue.
  now += 3_600_000;
  pace.set(['e']);
  expect(pace.waitOf(1)).toBe(60_000);
});

test('counts what stops moving neither as gone nor as waiting', () => {
  let now = 0;
  const pace = createPace(() => now);
  for (const moving of [['a', 'b', 'c', 'd'], ['b', 'c', 'd'], ['c', 'd'], ['d']]) {
    pace.set(moving);
    now += 60_000;
  }
  // Its site is closed for the night.
  pace.set([], ['d']);
  now += 36_000_000;
  pace.set(['d']);
  expect(pace.waitOf(1)).toBe(80_000);
});

test('follows the day: what was long ago counts for less', () => {
  let now = 0;
  const pace = createPace(() => now);
  const leaveOneEach = (ms: number, count: number) => {
    for (let chat = 0; chat < count; chat += 1) {
      pace.set([`${now}`]);
      now += ms;
    }
  };
  leaveOneEach(600_000, 60);
  leaveOneEach(1_000, 400);
  expect(pace.waitOf(1)).toBeLessThan(20_000);
});
