import { barChart, describeBars } from './bar-chart.ts';
import { describeLines, lineChart } from './line-chart.ts';
import type { Chart } from './report.ts';
import { frame } from './svg-frame.ts';

/** A chart as an SVG of its own, readable on light and dark pages, by eye and by ear. */
export function toSvg(chart: Chart): string {
  if (chart.kind === 'bars') return frame(chart.title, describeBars(chart), barChart(chart));
  return frame(chart.title, describeLines(chart), lineChart(chart));
}
