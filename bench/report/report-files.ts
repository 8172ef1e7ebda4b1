import type { Machine } from './machine.ts';
import { chartFile, type Report } from './report.ts';
import { toMarkdown } from './to-markdown.ts';
import { toSvg } from './to-svg.ts';

/** What one run found, and on what: what NAME.json holds. All other files of the run are made from it. */
export interface Finding {
  readonly machine: Machine;
  readonly report: Report;
}

/** All files of a finding, text by name: NAME.json, NAME.md and the charts. */
export function filesOf({ machine, report }: Finding): ReadonlyMap<string, string> {
  return new Map([
    [`${report.name}.json`, `${JSON.stringify({ machine, report }, null, 2)}\n`],
    [`${report.name}.md`, toMarkdown(report, machine)],
    ...report.charts.map((chart) => [chartFile(chart), toSvg(chart)] as const),
  ]);
}
