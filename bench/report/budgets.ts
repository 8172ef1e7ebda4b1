import type { BudgetCheck } from './report.ts';

/** What every version is held to. A report that checks one says `what` in these words. */
export const BUDGETS: readonly Pick<BudgetCheck, 'what' | 'budget'>[] = [
  {
    what: '`widget.js`, gzip, with launcher, API stub and consent gate',
    budget: '≤ 4 KB, aim 2 KB',
  },
  {
    what: 'panel, first open, brotli, with Preact and one language',
    budget: '≤ 20 KB, aim 14 KB (one round trip)',
  },
  { what: 'requests before the first click', budget: '1' },
  {
    what: 'main-thread script before the first click, 4× slowed CPU',
    budget: '≤ 30 ms, aim 15',
  },
  { what: 'click to painted panel, 4× slowed', budget: '≤ 150 ms' },
  { what: 'layout shift', budget: '0' },
  {
    what: 'durable acked messages per server-CPU-second',
    budget:
      '≥ 0.6 × bare ws echo; ≥ 1 × a relay that stores nothing; ≥ 8 × Socket.IO with a commit per message',
  },
  {
    what: 'fsyncs per acknowledged message at saturation',
    budget: '≤ 0.05, and none acknowledged before its fsync',
  },
  { what: 'send to delivered, p99, 1,000 msg/s', budget: '< 10 ms' },
  { what: 'idle visitor, resident memory', budget: '≤ 1.25 × bare ws' },
  { what: 'history page, p99', budget: '≤ 2 × the raw query' },
  { what: 'cold start to ready', budget: '≤ 1.5 × bare Fastify with the same database' },
];
