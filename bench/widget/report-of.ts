import { spreadOf } from '../harness/repeat.ts';
import { formatCount, formatSpread } from '../report/numbers.ts';
import type { BudgetCheck, Cell, Report, Spread, Table } from '../report/report.ts';
import type { Found, Run } from './found.ts';
import { METHOD, WITHOUT_PEERS } from './method.ts';
import type { Subject } from './subject.ts';

const KB = 1_024;
const SCRIPT_BUDGET_MS = 30;
const CLICK_BUDGET_MS = 150;

/** The report of what was found. */
export function reportOf(found: Found, short: boolean): Report {
  const hasPeers = found.visits.size > 2;
  return {
    name: 'widget',
    title: 'What the widget costs a page',
    method: hasPeers || short ? METHOD : `${METHOD}\n\n${WITHOUT_PEERS}`,
    tables: [wireTable(found), workTable(found), chatTable(found), heapTable(found)],
    charts: [
      {
        kind: 'bars',
        file: 'widget-bytes',
        title: 'Over the wire before the launcher shows',
        unit: 'bytes',
        bars: [...found.visits].slice(1).map(([subject, runs]) => ({
          name: subject.name,
          value: spreadOf(runs.map(({ visit }) => visit.bytesToLauncher)),
          isOurs: subject === found.ours,
        })),
      },
    ],
    budgets: budgetsOf(found),
  };
}

function wireTable({ visits }: Found): Table {
  return {
    caption: 'Over the wire, on a first visit',
    rowsAre: 'widget',
    columns: [
      'bytes until the launcher shows',
      'requests before the first click',
      'bytes until the first message can be written',
      'requests in all',
    ],
    rows: [...visits].slice(1).map(([{ name }, runs]) => ({
      name,
      cells: [
        spread(runs, ({ visit }) => visit.bytesToLauncher),
        spread(runs, ({ visit }) => visit.requestsBeforeClick.length),
        spread(runs, ({ visit }) => visit.bytesToComposer),
        spread(runs, ({ visit }) => visit.requests.length),
      ],
    })),
  };
}

function workTable(found: Found): Table {
  return {
    caption: 'On the main thread, processor slowed 4×',
    rowsAre: 'widget',
    columns: [
      'script before the first click, ms',
      'all work before the first click beyond the bare page, ms',
      'click to painted panel, ms',
      'of that until its last file was there, ms',
      'longest task over 50 ms, ms',
      'layout shift',
    ],
    rows: [...found.visits].map(([subject, runs]) => ({
      name: subject.name,
      cells: [
        beyondBare(found, subject, ({ alone }) => alone.script),
        subject === found.bare ? '–' : beyondBare(found, subject, ({ alone }) => alone.tasks),
        spread(runs, ({ visit }) => visit.clickToPanel),
        spread(runs, ({ visit }) => visit.clickToFiles),
        spread(runs, ({ visit }) => visit.longestTask),
        spread(runs, ({ visit }) => visit.layoutShift),
      ],
    })),
  };
}

function chatTable({ chats }: Found): Table {
  return {
    caption: 'A visitor comes back to their chat (Counterbell, processor slowed 4×)',
    rowsAre: 'messages in it',
    columns: [
      'click to its end drawn, ms',
      'key to paint, median, ms',
      'key to paint, longest, ms',
      'heap, MiB',
      'of the last 200, lost',
    ],
    rows: chats.map((runs) => ({
      name: formatCount(runs[0]?.messages ?? 0),
      cells: [
        spreadOf(runs.map(({ toEnd }) => toEnd)),
        spreadOf(runs.map(({ typing }) => spreadOf(typing).median)),
        spreadOf(runs.map(({ typing }) => spreadOf(typing).max)),
        spreadOf(runs.map(({ heapBytes }) => heapBytes / KB ** 2)),
        runs.reduce((sum, { lost }) => sum + lost, 0),
      ],
    })),
  };
}

function heapTable({ chats, heaps }: Found): Table {
  return {
    caption: `The panel opened and closed over a chat of ${formatCount(chats[1]?.[0]?.messages ?? 0)} messages`,
    rowsAre: 'times',
    columns: ['heap, bytes', 'growth since the first row, bytes'],
    rows: heaps.map(({ opens, heapBytes }) => ({
      name: formatCount(opens),
      cells: [heapBytes, heapBytes - (heaps[0]?.heapBytes ?? 0)],
    })),
  };
}

function budgetsOf(found: Found): BudgetCheck[] {
  const { loaderGzip, panelBrotli } = found.sizes;
  const runs = found.visits.get(found.ours) ?? [];
  const most = (figure: (run: Run) => number) => Math.max(...runs.map(figure));
  const requests = most(({ visit }) => visit.requestsBeforeClick.length);
  const shift = most(({ visit }) => visit.layoutShift);
  const script = beyondBare(found, found.ours, ({ alone }) => alone.script);
  const click = spreadOf(runs.map(({ visit }) => visit.clickToPanel ?? Number.NaN));
  return [
    {
      what: '`widget.js`, gzip, with launcher, API stub and consent gate',
      budget: '≤ 4 KB',
      measured: `${formatCount(loaderGzip)} bytes`,
      isMet: loaderGzip <= 4 * KB,
    },
    {
      what: 'panel, first open, brotli, with Preact and one language',
      budget: '≤ 20 KB',
      measured: `${formatCount(panelBrotli)} bytes`,
      isMet: panelBrotli <= 20 * KB,
    },
    {
      what: 'requests before the first click',
      budget: '1',
      measured: formatCount(requests),
      isMet: requests === 1,
    },
    {
      what: 'main-thread script before the first click, 4× slowed CPU',
      budget: `≤ ${SCRIPT_BUDGET_MS} ms`,
      measured: `${formatSpread(script)} ms`,
      isMet: script.median <= SCRIPT_BUDGET_MS,
    },
    {
      what: 'click to painted panel, 4× slowed',
      budget: `≤ ${CLICK_BUDGET_MS} ms`,
      measured: `${formatSpread(click)} ms`,
      isMet: click.median <= CLICK_BUDGET_MS,
      ...(click.median > CLICK_BUDGET_MS && { reason: whyLate(runs) }),
    },
    { what: 'layout shift', budget: '0', measured: formatCount(shift), isMet: shift === 0 },
  ];
}

/** Files are asked for twice in a row: what the banner needs is known once the panel runs. */
function whyLate(runs: readonly Run[]): string {
  const files = spreadOf(runs.map(({ visit }) => visit.clickToFiles ?? Number.NaN));
  return `${formatSpread(files)} ms of it pass until the panel’s files, and after them the banner’s, are there; then the panel is drawn for the first time`;
}

/** A dash where a part cannot be had. */
function spread(runs: readonly Run[], figure: (run: Run) => number | undefined): Cell {
  const figures = runs.map(figure).filter((one) => one !== undefined);
  return figures.length > 0 ? spreadOf(figures) : '–';
}

/** Of each repetition, what it has more than the bare page had in the same turn. */
function beyondBare(
  { visits, bare }: Found,
  subject: Subject,
  figure: (run: Run) => number,
): Spread {
  const without = visits.get(bare)?.map(figure) ?? [];
  const figures = visits.get(subject)?.map(figure) ?? [];
  if (subject === bare) return spreadOf(figures);
  return spreadOf(figures.map((one, turn) => one - (without[turn] ?? Number.NaN)));
}
