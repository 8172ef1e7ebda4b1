import { expect, test } from 'vitest';
import { isAlike } from '../../console/leaving/is-alike.ts';

test('finds what is written the same as what is saved, in whatever order its names stand', () => {
  expect(isAlike({ a: 1, b: [{ c: 2 }, 'd'] }, { b: [{ c: 2 }, 'd'], a: 1 })).toBe(true);
  expect(isAlike({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(isAlike({ limit: Number.NaN }, { limit: Number.NaN })).toBe(true);
});

test('finds what differs: a value, its place, one more, and nothing in place of something', () => {
  expect(isAlike({ a: 1 }, { a: '1' })).toBe(false);
  expect(isAlike(['a', 'b'], ['b', 'a'])).toBe(false);
  expect(isAlike(['a'], ['a', 'b'])).toBe(false);
  expect(isAlike({ a: null }, { a: {} })).toBe(false);
  expect(isAlike([], {})).toBe(false);
});
