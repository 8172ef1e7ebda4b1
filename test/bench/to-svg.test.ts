import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Chart } from '../../bench/report/report.ts';
import { toSvg } from '../../bench/report/to-svg.ts';
import { overlapping, readSvg } from './drawn.ts';

const SEED = 20_260_801;
const RUNS = 100;

/** Whatever a name, a figure or a number of them may be; below 1e-300 floating point loses its digits. */
const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.lorem({ maxCount: 40 }),
  fc.constantFrom('W'.repeat(150), '</text>&"\'', 'ws & "Socket.IO" <4>'),
);
const figures = fc.oneof(
  fc.double({ min: -1e18, max: 1e18 }).map((one) => (Math.abs(one) < 1e-300 ? 0 : one)),
  fc.nat(),
);
const spreads = fc.array(figures, { minLength: 3, maxLength: 3 }).map((three) => {
  const [min = 0, median = 0, max = 0] = three.sort((one, other) => one - other);
  return { min, median, max };
});
const common = { file: fc.constant('chart'), title: names, unit: names };
const barCharts = fc.record({
  kind: fc.constant('bars' as const),
  ...common,
  bars: fc.array(fc.record({ name: names, value: spreads, isOurs: fc.boolean() }), {
    maxLength: 8,
  }),
});
const lineCharts = fc.record({
  kind: fc.constant('lines' as const),
  ...common,
  xTitle: names,
  isLogarithmic: fc.boolean(),
  lines: fc.array(
    fc.record({
      name: names,
      isOurs: fc.boolean(),
      points: fc.array(fc.tuple(figures, figures), { maxLength: 60 }),
    }),
    { maxLength: 8 },
  ),
});

const BARS: Chart = {
  kind: 'bars',
  file: 'cups',
  title: 'Cups <full>',
  unit: 'cups a second',
  bars: [
    { name: 'red & blue', value: { median: 40, min: 30, max: 60 }, isOurs: true },
    { name: 'green', value: { median: 80, min: 80, max: 80 } },
    { name: 'broken', value: { median: Number.NaN, min: Number.NaN, max: Number.NaN } },
  ],
};

test.each([
  ['bars', barCharts],
  ['lines', lineCharts],
])(
  `draws any %s as XML, inside its edges and no text over another, seed ${SEED}`,
  (_kind, charts) => {
    fc.assert(
      fc.property(charts as fc.Arbitrary<Chart>, (chart) => {
        const { width, height, texts, places } = readSvg(toSvg(chart));
        const isInside = (x: number, y: number) => x >= 0 && x <= width && y >= 0 && y <= height;
        expect(places.filter(([x, y]) => !isInside(x, y))).toEqual([]);
        const corners = texts.filter(
          ({ left, right, top, bottom }) => !isInside(left, top) || !isInside(right, bottom),
        );
        expect(corners).toEqual([]);
        expect(overlapping(texts)).toEqual([]);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  },
);

test('says in title and description what a chart of bars shows', () => {
  const { read } = readSvg(toSvg(BARS));
  expect(read('title')).toEqual(['Cups <full>']);
  expect(read('desc')).toEqual([
    'Bars, cups a second, median (least–most). red & blue: 40 (30–60); green: 80; broken: –.',
  ]);
});

test('draws bars as long as their medians, and none where there is no figure', () => {
  const svg = toSvg(BARS);
  const lengths = [...svg.matchAll(/class="bar[^>]* width="([\d.]+)"/g)].map(([, one]) =>
    Number(one),
  );
  expect(lengths[1]).toBeCloseTo(2 * (lengths[0] ?? 0), 0);
  expect(lengths[2]).toBe(0);
  expect(svg.match(/class="bar ours"/g)).toHaveLength(1);
});

test('draws a logarithmic line with powers of ten equally far apart, and leaves out what is not above 0', () => {
  const points = [
    [0, 0],
    [1, 1],
    [2, 10],
    [3, 100],
    [4, 1_000],
  ] as const;
  const { texts, read } = readSvg(
    toSvg({
      kind: 'lines',
      file: 'wait',
      title: 'Wait',
      unit: 'ms',
      xTitle: 'cups',
      isLogarithmic: true,
      lines: [{ name: 'pot', points }],
    }),
  );
  const heights = ['1', '10', '100', '1,000'].map(
    (tick) => texts.find(({ text }) => text === tick)?.top ?? 0,
  );
  const steps = heights.slice(1).map((height, nth) => Math.round((heights[nth] ?? 0) - height));
  expect(new Set(steps).size).toBe(1);
  expect(read('desc')).toEqual(['Lines, ms, over cups. pot: 0 at 0 to 1,000 at 4.']);
});
