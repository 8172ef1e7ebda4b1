import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUDGETS } from './budgets.ts';
import type { Finding } from './report-files.ts';
import { markdownTable, verdictOn } from './to-markdown.ts';

/** The reports that the docs stand on, from the project's folder. */
export const PERFORMANCE_FOLDER = 'docs/performance';

const PAGE = 'docs/PERFORMANCE.md';

/** Writes what the reports in docs/performance say into docs/PERFORMANCE.md. */
export function fillPerformancePage(): void {
  writeFileSync(PAGE, fillDocs(readFileSync(PAGE, 'utf8'), readFindings(PERFORMANCE_FOLDER)));
}

/** The findings of a folder in the order of their names; none where there is no such folder. */
export function readFindings(folder: string): Finding[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))); // as writeReport left it
}

/** The page with what stands between its markers `budgets` and `reports` made anew. Throws where one is missing. */
export function fillDocs(page: string, findings: readonly Finding[]): string {
  const withBudgets = fill(page, 'budgets', budgetTable(findings));
  return fill(withBudgets, 'reports', reportTable(findings));
}

function budgetTable(findings: readonly Finding[]): string {
  const checks = findings.flatMap(({ report }) =>
    report.budgets.map((check) => ({ check, link: linkTo(report) })),
  );
  const names = new Set([...BUDGETS, ...checks.map(({ check }) => check)].map(({ what }) => what));
  const rows = [...names].flatMap((name) => {
    const found = checks.filter(({ check }) => check.what === name);
    if (found.length === 0) return [[name, budgetOf(name), 'not yet', '', '']];
    return found.map(({ check, link }) => [
      check.what,
      check.budget,
      check.measured,
      verdictOn(check),
      link,
    ]);
  });
  return markdownTable(['what', 'budget', 'measured', '', 'in'], rows);
}

function budgetOf(name: string): string {
  return BUDGETS.find(({ what }) => what === name)?.budget ?? '';
}

function reportTable(findings: readonly Finding[]): string {
  const rows = findings.map(({ report, machine }) => [
    linkTo(report),
    machine.date,
    machine.counterbell,
    `${machine.cores} cores, ${machine.processor}`,
    `\`npm run bench -- ${report.name} --into ${PERFORMANCE_FOLDER}\``,
  ]);
  if (rows.length === 0) return 'None yet.';
  return markdownTable(['report', 'day', 'Counterbell', 'machine', 'repeated by'], rows);
}

function linkTo({ name, title }: Finding['report']): string {
  return `[${title}](performance/${name}.md)`;
}

function fill(page: string, marker: string, content: string): string {
  const [begin, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`${PAGE} has no ${begin} … ${end}`);
  return `${page.slice(0, start + begin.length)}\n\n${content}\n\n${page.slice(stop)}`;
}
