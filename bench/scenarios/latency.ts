import type { Contender } from '../contenders/contender.ts';
import { CONTENDERS } from '../contenders/index.ts';
import { interleaved, spreadOf } from '../harness/repeat.ts';
import type { Latency, LoadResult } from '../load/plan.ts';
import type { BudgetCheck, Cell, Chart, Report, Table } from '../report/report.ts';
import { failWhereLost } from './fail-where-lost.ts';
import { CHATS, play } from './play.ts';

const RATES = [500, 1_000, 2_000, 5_000];
/** Of the budget. */
const BUDGET_RATE = 1_000;
const BUDGET_MS = 10;
/** Whoever acknowledges less of what is due than this falls behind for good. */
const KEEPS_UP = 0.98;

interface Subject {
  readonly name: string;
  readonly contender: Contender;
  readonly rate: number;
}

/** How long a message takes at fixed rates, over 64 chats with one operator who watches them all. */
export async function latency({ short }: { short: boolean }): Promise<Report> {
  const all = short ? CONTENDERS.slice(0, 1) : CONTENDERS;
  const contenders = all.filter((one) => one.lacks() === undefined);
  const subjects = (short ? [BUDGET_RATE] : RATES).flatMap((rate) =>
    contenders.map(
      (contender): Subject => ({ name: `${contender.name} at ${rate}/s`, contender, rate }),
    ),
  );
  const tooMuch = new Map<Contender, number>();
  const runs = await interleaved(subjects, short ? 1 : 3, async ({ name, contender, rate }) => {
    // Still more would only take its time to drain.
    if (rate > (tooMuch.get(contender) ?? rate)) return [];
    const result = await play(contender, {
      kind: 'open',
      perSecond: rate,
      warmUpSeconds: short ? 1 : 2,
      seconds: short ? 1 : 4,
    });
    failWhereLost(name, [result]);
    if (!keepsUp(result, rate)) tooMuch.set(contender, rate);
    return [result];
  });
  const found = new Map([...runs].map(([subject, results]) => [subject, results.flat()]));
  return {
    name: 'latency',
    title: 'How long a message takes',
    method: METHOD,
    tables: RATES.flatMap((rate) => tableOf(rate, found)),
    charts: [chartOf(contenders, found)],
    budgets: budgetsOf(found),
  };
}

const METHOD = `Messages leave at a fixed rate over ${CHATS} chats in turn, whether or not earlier ones were answered (an open
loop), and a message's time begins when it was due, so that a server which stalls is charged for all that it held up. "Tick":
until its sender has the acknowledgement, which a durable server gives after the message is on disk. "Delivered": until the
operator who watches all chats has it. Server and load client have a core each; each rate has a new server and is warmed up
for two seconds; each is measured three times, in turn. Whoever acknowledges less than ${KEEPS_UP * 100} % of what is due cannot take the rate: its backlog grows, and
its times only say how long the run was.`;

function keepsUp({ acknowledged, seconds }: LoadResult, rate: number): boolean {
  return acknowledged >= rate * seconds * KEEPS_UP;
}

type Runs = ReadonlyMap<Subject, readonly LoadResult[]>;

function tableOf(rate: number, runs: Runs): Table[] {
  const rows = [...runs].filter(([subject]) => subject.rate === rate);
  if (rows.length === 0) return [];
  return [
    {
      caption: `${rate} messages a second, milliseconds`,
      rowsAre: 'server',
      columns: [
        'an acknowledged message outlives',
        'tick p50',
        'p99',
        'p99.9',
        'delivered p50',
        'p99',
        'p99.9',
        'server core busy, %',
      ],
      rows: rows.map(([{ contender }, results]) => ({
        name: contender.name,
        cells: [contender.durability, ...cellsOf(rate, results)],
      })),
    },
  ];
}

function cellsOf(rate: number, results: readonly LoadResult[]): Cell[] {
  if (results.length === 0) return ['not tried: it cannot take less', ...Array<Cell>(6).fill('–')];
  const busy = spreadOf(results.map((one) => (one.serverCpuSeconds / one.seconds) * 100));
  if (!results.every((result) => keepsUp(result, rate))) {
    const taken = Math.round(spreadOf(results.map((one) => one.acknowledged / one.seconds)).median);
    return [`cannot take it: ${taken} a second`, ...Array<Cell>(5).fill('–'), busy];
  }
  const shares = ['p50', 'p99', 'p999'] as const;
  const times = (of: (result: LoadResult) => Latency): Cell[] =>
    shares.map((share) => spreadOf(results.map((result) => of(result)[share])));
  const delivered = results.some((result) => result.delivered > 0);
  return [
    ...times((result) => result.toAcknowledged),
    ...(delivered ? times((result) => result.toDelivered) : shares.map(() => '–')),
    busy,
  ];
}

/** Of those that keep up. */
function chartOf(contenders: readonly Contender[], runs: Runs): Chart {
  return {
    kind: 'lines',
    file: 'latency',
    title: 'From send to tick, p99',
    unit: 'ms',
    xTitle: 'messages a second',
    isLogarithmic: true,
    lines: contenders.map((contender, index) => ({
      name: contender.name,
      isOurs: index === 0,
      points: [...runs].flatMap(([subject, results]) => {
        const { rate } = subject;
        const isTaken = results.length > 0 && results.every((one) => keepsUp(one, rate));
        return subject.contender === contender && isTaken
          ? [[rate, p99Of(results, 'toAcknowledged')] as const]
          : [];
      }),
    })),
  };
}

function p99Of(results: readonly LoadResult[], of: 'toAcknowledged' | 'toDelivered'): number {
  return spreadOf(results.map((result) => result[of].p99)).median;
}

function budgetsOf(runs: Runs): BudgetCheck[] {
  const found = [...runs].find(([{ rate }]) => rate === BUDGET_RATE);
  if (!found) return [];
  const p99 = p99Of(found[1], 'toDelivered');
  return [
    {
      what: 'send to delivered, p99, 1,000 msg/s',
      budget: `< ${BUDGET_MS} ms`,
      measured: `${p99.toFixed(2)} ms`,
      isMet: p99 < BUDGET_MS && found[1].every((result) => keepsUp(result, BUDGET_RATE)),
      reason: REASON,
    },
  ];
}

/** From the times of each transaction and collection of ten seconds at this rate. */
const REASON = `a message waits up to 2 ms for others, and for what the relay is at before it: a transaction of messages takes 0.6 ms
(p99 3 ms), one of the index of words 1.1 ms (p99 3 to 5 ms) of which there are 55 a second, a small collection of garbage 1.1 ms
(up to 5 ms) of which there are five a second`;
