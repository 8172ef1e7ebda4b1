import { spreadOf } from '../harness/repeat.ts';
import type { BudgetCheck, Cell, Report, Table } from '../report/report.ts';
import type { Busy, Scroll } from './busy.ts';
import type { Opening, Switch } from './measures.ts';

/** How much is measured. */
export interface Extent {
  /** Of openings and switches. */
  readonly repetitions: number;
  /** Of scrolling and typing while visitors write: each of them has hundreds of frames. */
  readonly busyRepetitions: number;
  /** How long visitors write while the operator types. */
  readonly busySeconds: number;
  /** In each chat but one, and in that one. */
  readonly messages: number;
  readonly messagesOfLong: number;
}

/** All repetitions of everything that is measured in an inbox of so many chats. */
export interface FoundInbox {
  readonly chats: number;
  readonly openings: readonly Opening[];
  readonly toShort: readonly Switch[];
  readonly toLong: readonly Switch[];
  readonly scrolls: readonly Scroll[];
  readonly busyInShort: readonly Busy[];
  readonly busyInLong: readonly Busy[];
}

/** Everything that was measured. */
export interface Found {
  readonly extent: Extent;
  /** With a single chat. */
  readonly one: readonly Opening[];
  readonly inboxes: readonly FoundInbox[];
}

const METHOD = [
  'A relay in a process of its own, with the limits every relay has, and a headless Chromium of 1400 × 900 at its normal speed, on the same machine. The chats are made with the storage’s own append before the relay starts: 500, then 1,000 that are open, all of the same length but for one that is long.',
  'Opening is counted from the navigation, with a warm cache, until the rows have been painted; switching from the click on a row until the last message of its chat has been painted, for chats that were not opened before. Fifty messages a second come from the visitors of all chats, each on a line of its own, one a second of them into the chat that is open, while the operator types into its composer: a frame is too long where more than 50 ms pass from one to the next, or where the browser reports a task of more than 50 ms; typing is counted from the stroke of a key until what it wrote has been painted; the heap is counted after its garbage was collected. Scrolling goes through all rows, a tenth of the list’s height in each frame, while as many messages arrive.',
  'Beware: all of it shares the cores of one machine, so that a long frame may be the machine’s.',
].join('\n\n');

/** The report of what was found. A short run has no budgets: it is for any machine, at any time. */
export function reportOf(found: Found, short: boolean): Report {
  return {
    name: 'console',
    title: 'The console in use',
    method: METHOD,
    tables: [openingTable(found), switchTable(found), scrollTable(found), busyTable(found)],
    charts: [],
    budgets: short ? [] : frameBudgets(found),
  };
}

function openingTable({ one, inboxes }: Found): Table {
  const base = spreadOf(one.map(({ toScreenful }) => toScreenful)).median;
  const row = (name: string, runs: readonly Opening[]) => ({
    name,
    cells: [
      ...spreads(runs, [
        ({ toScreenful }) => toScreenful,
        ({ toAll }) => toAll,
        ({ longestTask }) => longestTask,
      ]),
      spreadOf(runs.map(({ toScreenful }) => toScreenful)).median / base,
    ],
  });
  return {
    caption: 'Opening the inbox',
    rowsAre: 'open chats',
    columns: [
      'a screenful of rows painted, ms',
      'all rows there, ms',
      'longest task over 50 ms, ms',
      'screenful, × one chat',
    ],
    rows: [row('1', one), ...inboxes.map((inbox) => row(`${inbox.chats}`, inbox.openings))],
  };
}

function switchTable({ extent, inboxes }: Found): Table {
  const row = (name: string, runs: readonly Switch[]) => ({
    name,
    cells: spreads(runs, [
      ({ toLast }) => toLast,
      ({ longestFrame }) => longestFrame,
      ({ longFrames }) => longFrames,
    ]),
  });
  return {
    caption: 'Switching to another chat',
    rowsAre: 'open chats, and messages in the one that is switched to',
    columns: ['last message painted, ms', 'longest frame, ms', 'frames over 50 ms'],
    rows: inboxes.flatMap(({ chats, toShort, toLong }) => [
      row(`${chats}, ${extent.messages}`, toShort),
      row(`${chats}, ${extent.messagesOfLong}`, toLong),
    ]),
  };
}

function scrollTable({ inboxes }: Found): Table {
  return {
    caption: 'Scrolling through the list while fifty messages a second arrive',
    rowsAre: 'open chats',
    columns: ['frames over 50 ms', 'tasks over 50 ms', 'longest frame, ms', 'seconds'],
    rows: inboxes.map(({ chats, scrolls }) => ({
      name: `${chats}`,
      cells: spreads(scrolls, [
        ({ longFrames }) => longFrames,
        ({ longTasks }) => longTasks,
        ({ longestFrame }) => longestFrame,
        ({ seconds }) => seconds,
      ]),
    })),
  };
}

function busyTable({ extent, inboxes }: Found): Table {
  const row = (name: string, runs: readonly Busy[]) => ({
    name,
    cells: [
      ...spreads(runs, [
        ({ longFrames }) => longFrames,
        ({ longTasks }) => longTasks,
        ({ longestFrame }) => longestFrame,
        ({ typing }) => spreadOf(typing).median,
        ({ typing }) => spreadOf(typing).max,
        ({ heapGrowthBytes }) => heapGrowthBytes / 2 ** 20,
      ]),
      runs.reduce((sum, { lost }) => sum + lost, 0),
    ],
  });
  return {
    caption: `Fifty messages a second arrive for ${extent.busySeconds} s`,
    rowsAre: 'open chats, and messages in the one that is open',
    columns: [
      'frames over 50 ms',
      'tasks over 50 ms',
      'longest frame, ms',
      'key to paint, median, ms',
      'key to paint, longest, ms',
      'heap growth, MiB',
      'messages lost',
    ],
    rows: inboxes.flatMap(({ chats, busyInShort, busyInLong }) => [
      row(`${chats}, ${extent.messages}`, busyInShort),
      row(`${chats}, ${extent.messagesOfLong}`, busyInLong),
    ]),
  };
}

function spreads<Run>(runs: readonly Run[], figures: readonly ((run: Run) => number)[]): Cell[] {
  return figures.map((figure) => spreadOf(runs.map(figure)));
}

/** The budget is of the first inbox and of usual chats; beside it stands what more of either costs. */
function frameBudgets({ extent, inboxes }: Found): BudgetCheck[] {
  const [usual, ...larger] = inboxes;
  if (!usual) return [];
  const beyond = [
    ...usual.busyInLong,
    ...inboxes.flatMap(({ toLong }) => toLong),
    ...larger.flatMap((one) => [
      ...one.toShort,
      ...one.busyInShort,
      ...one.busyInLong,
      ...one.scrolls,
    ]),
  ];
  const inFrames = 'frames over 50 ms in the console';
  const { chats } = usual;
  return [
    frameBudget(`${inFrames} while 50 messages a second arrive, ${chats} chats`, [
      ...usual.busyInShort,
      ...usual.scrolls,
    ]),
    frameBudget(`${inFrames} at a switch of chat, ${chats} chats`, usual.toShort),
    {
      ...frameBudget(
        `${inFrames} with more chats, or in one of ${extent.messagesOfLong} messages`,
        beyond,
      ),
      reason: `nearly all of them where a chat of ${extent.messagesOfLong} messages is opened; what those frames do was not profiled`,
    },
  ];
}

function frameBudget(
  what: string,
  runs: readonly (Pick<Busy, 'longFrames' | 'longestFrame'> & Partial<Pick<Busy, 'longTasks'>>)[],
): BudgetCheck {
  const count = runs.reduce((sum, run) => sum + Math.max(run.longFrames, run.longTasks ?? 0), 0);
  const longest = Math.max(...runs.map(({ longestFrame }) => longestFrame));
  return {
    what,
    budget: '0',
    measured: `${count}, the longest ${longest.toFixed(0)} ms`,
    isMet: count === 0,
  };
}
