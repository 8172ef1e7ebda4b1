import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadOf } from '../../bench/harness/repeat.ts';
import { formatCell, formatFigure, formatSpread, formatTick } from '../../bench/report/numbers.ts';

const SEED = 20_260_801;
const figures = fc.double({ noNaN: true, min: -1e18, max: 1e18 });
const read = (text: string) => Number(text.replaceAll(',', ''));

test.each([
  [0, '0'],
  [-0, '0'],
  [7_316, '7,320'],
  [1_234_567, '1,230,000'],
  [0.012_345, '0.0123'],
  [99.96, '100'],
  [-2.345_67, '-2.35'],
  [1.5e-9, '1.50e-9'],
  [Number.NaN, '–'],
  [Number.POSITIVE_INFINITY, '∞'],
])('writes the figure %s as %s', (figure, text) => {
  expect(formatFigure(figure)).toBe(text);
});

test.each([
  ['words as they are', 'none here', 'none here'],
  ['a whole number as it is', 20_001, '20,001'],
  ['a broken number in three digits', 20_001.5, '20,000'],
  [
    'a spread with its least and most',
    { median: 5_000, min: 4_800, max: 5_210 },
    '5,000 (4,800–5,210)',
  ],
  ['a spread of one alone', { median: 5, min: 5, max: 5 }, '5'],
  ['a spread below nothing', { median: 0, min: -2, max: 3 }, '0 (-2 to 3)'],
])('writes %s in a table', (_what, cell, text) => {
  expect(formatCell(cell)).toBe(text);
});

test(`writes a figure within half a hundredth of it, seed ${SEED}`, () => {
  fc.assert(
    fc.property(figures, (figure) => {
      const error = Math.abs(read(formatFigure(figure)) - figure);
      expect(error).toBeLessThanOrEqual(Math.abs(figure) * 0.005_001);
    }),
    { seed: SEED },
  );
});

test(`writes the greater of two figures no smaller, seed ${SEED}`, () => {
  fc.assert(
    fc.property(figures, figures, (one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      expect(read(formatFigure(less))).toBeLessThanOrEqual(read(formatFigure(more)));
    }),
    { seed: SEED },
  );
});

test(`writes any number in at most twenty signs, seed ${SEED}`, () => {
  fc.assert(
    fc.property(fc.double(), (figure) => {
      expect(formatFigure(figure).length).toBeLessThanOrEqual(20);
      expect(formatTick(figure).length).toBeLessThanOrEqual(20);
    }),
    { seed: SEED },
  );
});

test(`gives a median between the least and the most, in whatever order they came, seed ${SEED}`, () => {
  fc.assert(
    fc.property(fc.array(figures, { minLength: 1 }), (list) => {
      const { median, min, max } = spreadOf(list);
      expect([min, max]).toEqual([Math.min(...list), Math.max(...list)]);
      expect(list.filter((one) => one < median).length).toBeLessThanOrEqual(list.length / 2);
      expect(list.filter((one) => one > median).length).toBeLessThanOrEqual(list.length / 2);
      expect(spreadOf(list.toReversed())).toEqual({ median, min, max });
    }),
    { seed: SEED },
  );
});

test('has a dash for a figure that was never measured', () => {
  expect(formatSpread(spreadOf([]))).toBe('–');
});
