import { formatFigure, formatTick } from './numbers.ts';
import type { Chart } from './report.ts';
import { linearScale, logarithmicScale, type Scale } from './scale.ts';
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
import { LINE_HEIGHT, textWidth } from './svg-text.ts';

type Lines = Extract<Chart, { kind: 'lines' }>;
type Line = Lines['lines'][number];

const HEIGHT = 280;
const GAP = 8;
const SWATCH = 28;
/** More points than these are drawn without dots. */
const MOST_DOTS = 40;
/** Hues beside that of ours; lines differ by their dashes too, for those who do not tell hues apart. */
const HUES = 5;
const DASHES = ['8 4', '2 3', '12 4 2 4', '5 5', '3 6'];

interface Axes {
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly floor: number;
}

/** Lines over a linear x, with a legend above them; where y is logarithmic, points at 0 and below are left out. */
export function lineChart(chart: Lines): Part {
  const lines = chart.lines.map((line) => ({ ...line, points: pointsToDraw(line, chart) }));
  const top = heading(chart.title, chart.unit);
  const legend = drawLegend(lines, top.bottom);
  const plot = drawPlot(lines, chart, legend.bottom);
  return { svg: [top.svg, legend.svg, plot.svg].join('\n'), bottom: plot.bottom };
}

/** What it shows, in words: where each line begins and ends. */
export function describeLines({ unit, xTitle, lines }: Lines): string {
  const ends = lines.map(({ name, points }) => {
    const said = [points[0], points.at(-1)].flatMap((point) =>
      point ? [`${formatFigure(point[1])} at ${formatFigure(point[0])}`] : [],
    );
    return `${name}: ${said.length === 0 ? 'no figures' : said.join(' to ')}`;
  });
  return `Lines, ${unit}, over ${xTitle}. ${ends.join('; ')}.`;
}

function pointsToDraw({ points }: Line, { isLogarithmic }: Lines): Line['points'] {
  return points.filter((point) => point.every(Number.isFinite) && (!isLogarithmic || point[1] > 0));
}

function drawLegend(lines: readonly Line[], top: number): Part {
  return lines.reduce<Part>(
    (above, line, nth) => {
      const name = textBlock(line.name, above.bottom, TEXT_SIZE, 'name', PADDING + SWATCH + GAP);
      const y = above.bottom + (TEXT_SIZE * LINE_HEIGHT) / 2;
      const swatch = stroke(lookOf(line, nth), [PADDING, y], [PADDING + SWATCH, y]);
      return { svg: `${above.svg}\n${swatch}\n${name.svg}`, bottom: name.bottom };
    },
    { svg: '', bottom: top },
  );
}

function drawPlot(lines: readonly Line[], chart: Lines, top: number): Part {
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) return { svg: '', bottom: top };
  const axes = axesOf(points, chart, top + GAP + TEXT_SIZE + HEIGHT);
  const below = axes.floor + GAP + TEXT_SIZE * LINE_HEIGHT;
  const title = textBlock(chart.xTitle, below, TEXT_SIZE, 'quiet', axes.left);
  const drawn = [
    ...drawGrid(axes),
    ...drawTicks(axes),
    ...lines.map((line, nth) => drawLine(line, nth, axes)),
    title.svg,
  ];
  return { svg: drawn.join('\n'), bottom: title.bottom };
}

/** Leaves room for what is written at both ends of x. */
function axesOf(points: Line['points'], { isLogarithmic }: Lines, floor: number): Axes {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const y = isLogarithmic
    ? logarithmicScale(ys, floor, floor - HEIGHT)
    : linearScale([0, ...ys], floor, floor - HEIGHT);
  const half = widest(linearScale(xs, 0, 1).ticks) / 2;
  const left = PADDING + Math.max(widest(y.ticks) + GAP, half);
  const right = WIDTH - PADDING - half;
  return { x: linearScale(xs, left, right), y, left, right, floor };
}

function drawGrid({ y: { at, ticks }, left, right }: Axes): string[] {
  return ticks.flatMap((tick) => [
    stroke('class="grid"', [left, at(tick)], [right, at(tick)]),
    text(formatTick(tick), left - GAP, at(tick) + TEXT_SIZE / 3, 'quiet', 'end'),
  ]);
}

/** Every second, third … where they would touch. */
function drawTicks({ x: { at, ticks }, floor }: Axes): string[] {
  const [first = 0, second = 0] = ticks.map(at);
  const stride = Math.ceil((widest(ticks) + GAP) / (second - first));
  return ticks
    .filter((_, nth) => nth % stride === 0)
    .flatMap((tick) => [
      stroke('class="axis"', [at(tick), floor], [at(tick), floor + 4]),
      text(formatTick(tick), at(tick), floor + GAP + TEXT_SIZE * 0.75, 'quiet', 'middle'),
    ]);
}

function drawLine(line: Line, nth: number, { x, y }: Axes): string {
  const places = line.points.map(([across, up]) => [round(x.at(across)), round(y.at(up))] as const);
  const dots = places.length > MOST_DOTS ? [] : places;
  return [
    `<polyline ${lookOf(line, nth)} points="${places.map((place) => place.join(',')).join(' ')}"/>`,
    ...dots.map(
      ([cx, cy]) => `<circle class="dot ${hueOf(line, nth)}" cx="${cx}" cy="${cy}" r="3"/>`,
    ),
  ].join('\n');
}

function lookOf(line: Line, nth: number): string {
  // Beyond as many lines as hues, the same hue comes with other dashes.
  const dashes = line.isOurs ? 'none' : DASHES[(nth + Math.floor(nth / HUES)) % HUES];
  return `class="line${line.isOurs ? ' ours' : ''} ${hueOf(line, nth)}" stroke-dasharray="${dashes}"`;
}

function hueOf({ isOurs }: Line, nth: number): string {
  return `hue-${isOurs ? 0 : (nth % HUES) + 1}`;
}

function widest(ticks: readonly number[]): number {
  return Math.max(...ticks.map((tick) => textWidth(formatTick(tick), TEXT_SIZE)));
}
