import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleaved, spreadOf } from '../harness/repeat.ts';
import { tell } from '../report/progress.ts';
import type { BudgetCheck, Report, Spread } from '../report/report.ts';
import { fill } from '../stored/fill.ts';
import {
  type Costs,
  type Installation,
  measureSize,
  type SizePlan,
} from '../stored/measure-size.ts';

/** What costs as much as this with a hundred times the data has not grown. */
const FLAT = 1.25;
const LONGEST = 500;

interface Size extends Installation {
  readonly name: string;
  readonly events: number;
  readonly megabytes: number;
}

interface Grown {
  readonly size: Size;
  readonly runs: readonly Costs[];
}

const COSTS: readonly {
  readonly key: keyof Costs;
  readonly what: string;
  readonly unit: string;
}[] = [
  { key: 'messageCpu', what: 'a message', unit: 'µs of server CPU' },
  { key: 'pageMs', what: 'a page of 50 events', unit: 'ms' },
  { key: 'welcomeMs', what: "an operator's welcome", unit: 'ms' },
  { key: 'startMs', what: 'start to ready', unit: 'ms' },
];

/** What a relay costs as its past grows: nothing of it should grow along. */
export async function growth({ short }: { short: boolean }): Promise<Report> {
  const counts = short ? [4_000, 12_000] : [10_000, 100_000, 1_000_000];
  const folder = await mkdtemp(join(tmpdir(), 'counterbell-bench-'));
  try {
    const sizes: Size[] = [];
    for (const events of counts) sizes.push(await makeSize(folder, events, counts[0]));
    const plan = short ? SHORT : LONG;
    const measured = await interleaved(sizes, short ? 1 : 3, (size) => measureSize(size, plan));
    return reportOn(
      sizes.map((size) => ({ size, runs: measured.get(size) ?? [] })),
      plan,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const LONG: SizePlan = {
  welcomes: 50,
  pages: 500,
  writers: 64,
  run: { kind: 'open', perSecond: 4_000, warmUpSeconds: 1, seconds: 4 },
};
const SHORT: SizePlan = {
  welcomes: 5,
  pages: 20,
  writers: 8,
  run: { kind: 'open', perSecond: 500, warmUpSeconds: 0.2, seconds: 0.8 },
};

async function makeSize(folder: string, events: number, least = events): Promise<Size> {
  tell(`a past of ${events} events`);
  const dataDir = join(folder, String(events));
  const filled = await fill({ dataDir, events, longest: LONGEST });
  const megabytes = statSync(join(dataDir, 'counterbell.db')).size / 1_000_000;
  return { name: `${events / least} ×`, events, megabytes, dataDir, filled };
}

function reportOn(grown: readonly Grown[], plan: SizePlan): Report {
  return {
    name: 'growth',
    title: 'As the past grows',
    method: methodOf(plan),
    tables: [
      {
        caption: 'What it costs',
        rowsAre: 'stored',
        columns: [
          'events',
          'chats',
          'database, MB',
          ...COSTS.map(({ what, unit }) => `${what}, ${unit}`),
        ],
        rows: grown.map(({ size, runs }) => ({
          name: size.name,
          cells: [
            size.filled.events,
            size.filled.chats.size,
            spreadOf([size.megabytes]),
            ...COSTS.map(({ key }) => spreadOf(runs.map((costs) => costs[key]))),
          ],
        })),
      },
      {
        caption: 'To the least that is stored, turn by turn',
        rowsAre: 'stored',
        columns: COSTS.map(({ what }) => what),
        rows: grown.map((one) => ({
          name: one.size.name,
          cells: COSTS.map(({ key }) => ratioOf(one, grown, key)),
        })),
      },
    ],
    charts: [
      {
        kind: 'lines',
        file: 'growth',
        title: 'What it costs with more data, to what it costs with 1 ×',
        unit: 'ratio',
        xTitle: 'stored events, as a power of ten',
        isLogarithmic: true,
        lines: COSTS.map(({ key, what }) => ({
          name: what,
          points: grown.map((one) => [
            Math.log10(one.size.events),
            ratioOf(one, grown, key).median,
          ]),
        })),
      },
    ],
    budgets: budgetsOf(grown),
  };
}

function methodOf({ welcomes, pages, writers, run }: SizePlan): string {
  return `Each size is a folder with a past that was written by the relay's own rules and storage, all words indexed, with 32
chats open at its end. A relay runs on a copy of it; the sizes take turns. All of it is in the system's cache.

- A message: ${writers} visitors write in new chats, ${run.perSecond} messages a second in all, delivered to one operator; server CPU, user and
  system, for each that was acknowledged, with what the relay does in the background meanwhile: it indexes their words.
- A page: 50 events of one of the longest chats, asked for by its visitor; median of ${pages}.
- An operator's welcome: from \`hello\` to the inbox, which holds all open chats and 50 closed ones; median of ${welcomes}.
- Start to ready: from the start of the process until it says that it listens.`;
}

function ratioOf(one: Grown, [least]: readonly Grown[], key: keyof Costs): Spread {
  return spreadOf(
    one.runs.map((costs, turn) => costs[key] / (least?.runs[turn]?.[key] ?? Number.NaN)),
  );
}

function budgetsOf(grown: readonly Grown[]): BudgetCheck[] {
  const most = grown.at(-1);
  if (!most) return [];
  return COSTS.map(({ key, what }) => {
    const { median } = ratioOf(most, grown, key);
    return {
      what: `${what}, with ${most.size.name} the data`,
      budget: `≤ ${FLAT} × what it was`,
      measured: `${median.toFixed(2)} ×`,
      isMet: median <= FLAT,
    };
  });
}
