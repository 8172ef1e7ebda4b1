import type { Machine } from '../../bench/report/machine.ts';
import type { Report } from '../../bench/report/report.ts';
import type { Finding } from '../../bench/report/report-files.ts';

export const MACHINE: Machine = {
  date: '2026-01-31',
  counterbell: '0.1.0 (abc1234)',
  processor: 'Example CPU',
  cores: 2,
  memoryBytes: 8 * 2 ** 30,
  kernel: 'Linux 6.1.0',
  node: '22.0.0',
  sqlite: '3.53.2',
  servers: ['Postgres 17.2'],
  disk: { fileSystem: 'ext4', syncMedianMs: 0.12345, syncP99Ms: 1.5 },
  loadBefore: 0.04,
};

const EMPTY: Report = {
  name: 'teapots',
  title: 'Teapots',
  method: 'Poured by hand.',
  tables: [],
  charts: [],
  budgets: [],
};

/** A finding of a benchmark that measures nothing but what is given. */
export function findingOf(report: Partial<Report>): Finding {
  return { machine: MACHINE, report: { ...EMPTY, ...report } };
}
