import { expect, test } from 'vitest';
import { placesFor } from '../../console/pictures/shrink-picture.ts';

const MOST = { width: 260, height: 68 };

test('makes a picture small enough for both sides, and keeps its form', () => {
  const picture = { width: 1_600, height: 400 };
  expect(placesFor(picture, MOST, false)).toEqual({
    from: picture,
    to: { width: 260, height: 65 },
  });
});

test('leaves a small picture as it is', () => {
  const picture = { width: 40, height: 20 };
  expect(placesFor(picture, MOST, false)).toEqual({ from: picture, to: picture });
});

test('takes the middle of a photo as a square', () => {
  const { from, to } = placesFor({ width: 1_600, height: 900 }, { width: 96, height: 96 }, true);
  expect([from, to]).toEqual([
    { width: 900, height: 900 },
    { width: 96, height: 96 },
  ]);
});

test('leaves at least a pixel of a very narrow picture', () => {
  expect(placesFor({ width: 10_000, height: 2 }, MOST, false).to).toEqual({
    width: 260,
    height: 1,
  });
});
