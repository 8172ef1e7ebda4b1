import { type Machine, machineSentence } from './machine.ts';
import { formatCell } from './numbers.ts';
import { type BudgetCheck, chartFile, type Report, type Table } from './report.ts';

const REPEATED =
  'Figures are medians of the repetitions, with the least and the most of them in brackets.';

/** A page that shows all of a report; its charts are in files beside it. */
export function toMarkdown(report: Report, machine: Machine): string {
  const parts = [
    `# ${report.title}`,
    `${machineSentence(machine)}. Again: \`npm run bench -- ${report.name}\`.`,
    report.method.trim(),
    isRepeated(report) ? REPEATED : '',
    ...budgetsPart(report.budgets),
    ...report.tables.flatMap(tablePart),
    ...report.charts.map((chart) => `![${chart.title}](${chartFile(chart)})`),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A table of Markdown; what stands in it cannot break it. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [head, head.map(() => '---'), ...rows].map(markdownRow).join('\n');
}

/** `met`, or that it is not and why. */
export function verdictOn({ isMet, reason }: BudgetCheck): string {
  if (isMet) return 'met';
  return reason ? `**not met**: ${reason}` : '**not met**';
}

function budgetsPart(budgets: readonly BudgetCheck[]): string[] {
  if (budgets.length === 0) return [];
  const rows = budgets.map((check) => [check.what, check.budget, check.measured, verdictOn(check)]);
  return ['## Budgets', markdownTable(['what', 'budget', 'measured', ''], rows)];
}

function tablePart({ caption, rowsAre, columns, rows }: Table): string[] {
  const cells = rows.map((row) => [row.name, ...row.cells.map(formatCell)]);
  return [`## ${caption}`, markdownTable([rowsAre, ...columns], cells)];
}

function isRepeated({ tables }: Report): boolean {
  const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  return cells.some((cell) => typeof cell === 'object' && cell.max > cell.min);
}

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map(markdownCell).join(' | ')} |`;
}

function markdownCell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/\\*\|/g, '\\|').trim();
}
