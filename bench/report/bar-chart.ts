import { formatSpread } from './numbers.ts';
import type { Chart } from './report.ts';
import { linearScale, type Scale } from './scale.ts';
import {
  heading,
  PADDING,
  type Part,
  round,
  stroke,
  TEXT_SIZE,
  text,
  textBlock,
  WIDTH,
} from './svg-frame.ts';
import { textWidth } from './svg-text.ts';

type Bars = Extract<Chart, { kind: 'bars' }>;
type Bar = Bars['bars'][number];

const THICKNESS = 16;
/** Between what belongs together, and between one bar and the next. */
const NEAR = 8;
const APART = 12;

/** Bars from 0 to the median, each below its name, with a whisker from the least to the most. */
export function barChart({ title, unit, bars }: Bars): Part {
  const figures = bars.flatMap(({ value: { median, min, max } }) => [median, min, max]);
  const labels = bars.map(({ value }) => textWidth(formatSpread(value), TEXT_SIZE));
  const right = WIDTH - PADDING - NEAR - Math.max(0, ...labels);
  const scale = linearScale([0, ...figures.filter(Number.isFinite)], PADDING, right);
  return bars.reduce<Part>(
    (above, bar) => {
      const { svg, bottom } = drawBar(bar, scale, above.bottom);
      return { svg: `${above.svg}\n${svg}`, bottom };
    },
    heading(title, unit),
  );
}

/** What it shows, in words. */
export function describeBars({ unit, bars }: Bars): string {
  const figures = bars.map(({ name, value }) => `${name}: ${formatSpread(value)}`);
  return `Bars, ${unit}, median (least–most). ${figures.join('; ')}.`;
}

/** Where there are no figures there is a name and a dash. */
function drawBar({ name, value, isOurs }: Bar, { at }: Scale, top: number): Part {
  const label = textBlock(name, top, TEXT_SIZE, 'name');
  const y = round(label.bottom + 2);
  const isKnown = [value.median, value.min, value.max].every(Number.isFinite);
  const [zero, end] = [round(at(0)), round(at(isKnown ? value.median : 0))];
  const right = Math.max(zero, end, isKnown ? at(value.max) : 0) + NEAR;
  const svg = [
    label.svg,
    `<rect class="bar${isOurs ? ' ours' : ''}" x="${Math.min(zero, end)}" y="${y}" width="${round(Math.abs(end - zero))}" height="${THICKNESS}"/>`,
    isKnown ? drawWhisker(at(value.min), at(value.max), y + THICKNESS / 2) : '',
    text(formatSpread(value), right, y + THICKNESS * 0.75, 'value'),
  ];
  return { svg: svg.join('\n'), bottom: y + THICKNESS + APART };
}

function drawWhisker(least: number, most: number, y: number): string {
  const kind = 'class="whisker"';
  const cap = (x: number): string => stroke(kind, [x, y - 4], [x, y + 4]);
  return `${cap(least)}${stroke(kind, [least, y], [most, y])}${cap(most)}`;
}
