import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fillPerformancePage, PERFORMANCE_FOLDER } from './fill-docs.ts';
import { type Finding, filesOf } from './report-files.ts';
import { toMarkdown } from './to-markdown.ts';

/** Where reports go unless it is said otherwise; git does not keep it. */
const DEFAULT_FOLDER = 'bench-results';

/**
 * Shows a report on standard output, writes its files into a folder, and where that is the docs' brings
 * docs/PERFORMANCE.md up to date.
 */
export function writeReport(finding: Finding, folder: string = DEFAULT_FOLDER): void {
  mkdirSync(folder, { recursive: true });
  const files = filesOf(finding);
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  if (resolve(folder) === resolve(PERFORMANCE_FOLDER)) fillPerformancePage();
  process.stdout.write(toMarkdown(finding.report, finding.machine));
  process.stderr.write(`${[...files.keys()].join(', ')} in ${folder}\n`);
}
