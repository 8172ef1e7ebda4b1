import { expect, test } from 'vitest';
import { createSince } from '../../../server/routing/standing.ts';

test('remembers since when something is so, through every look at which it still is', () => {
  let now = 0;
  const since = createSince<string>(() => now);
  expect(since.set(['offered'])).toEqual(['offered']);
  now = 20;
  expect(since.set(['offered', 'new'])).toEqual(['new']);
  expect([since.ageOf('offered'), since.ageOf('new'), since.ageOf('other')]).toEqual([20, 0, 0]);
});

test('begins anew for what ended between two looks, as an offer that is taken back and made again', () => {
  let now = 0;
  const since = createSince<string>(() => now);
  since.set(['offered']);
  now = 20;
  since.end('offered');
  expect(since.set(['offered'])).toEqual(['offered']);
  now = 25;
  expect(since.ageOf('offered')).toBe(5);
});
