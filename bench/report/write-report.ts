import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fillPerformancePage, PERFORMANCE_FOLDER } from './fill-docs.ts';
import { type Finding, filesOf } from './report-files.ts';

/** Where reports go unless it is said otherwise; git does not keep it. */
export const DEFAULT_FOLDER = 'bench-results';

/** Writes a report's files into a folder, and where it is that of the docs, brings docs/PERFORMANCE.md up to date. */
export function writeReport(finding: Finding, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const files = filesOf(finding);
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  if (resolve(folder) === resolve(PERFORMANCE_FOLDER)) fillPerformancePage();
  process.stderr.write(`${[...files.keys()].join(', ')} in ${folder}\n`);
}
