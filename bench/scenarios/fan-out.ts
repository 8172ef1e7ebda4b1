import { ROW_MARK, startCounterbell } from '../contenders/counterbell.ts';
import { interleaved, spreadOf } from '../harness/repeat.ts';
import { load } from '../load/load.ts';
import type { LoadResult } from '../load/plan.ts';
import type { Report, Spread, Table } from '../report/report.ts';
import { failWhereLost } from './fail-where-lost.ts';
import { CHATS } from './play.ts';
import { withServer } from './with-server.ts';

/** Fewer messages for more watchers, so that one core takes them. */
const WATCHED = [
  { name: '1', watchers: 1, perSecond: 1_000 },
  { name: '10', watchers: 10, perSecond: 500 },
  { name: '100', watchers: 100, perSecond: 100 },
  { name: '1,000', watchers: 1_000, perSecond: 20 },
] as const;

/** Of all chats together: as people write. */
const ROWS_RATE = 32;
const INBOXES = [
  { name: '0', inboxes: 0 },
  { name: '100', inboxes: 100 },
  { name: '500', inboxes: 500 },
] as const;

/** What a message costs that many are handed. */
export async function fanOut({ short }: { short: boolean }): Promise<Report> {
  const seconds = short ? 1 : 4;
  const repetitions = short ? 1 : 2;
  const watched = await interleaved(
    short ? WATCHED.slice(1, 2) : WATCHED,
    repetitions,
    ({ watchers, perSecond }) => watchOneChat(watchers, perSecond, seconds),
  );
  const inboxes = await interleaved(short ? [] : INBOXES, repetitions, (one) =>
    keepInboxesOpen(one.inboxes, seconds),
  );
  for (const [{ name }, results] of [...watched, ...inboxes]) {
    failWhereLost(`fan-out to ${name}`, results);
  }
  return {
    name: 'fan-out',
    title: 'One message for many readers',
    method: METHOD,
    tables: [watchedTable(watched), ...(short ? [] : [inboxTable(inboxes)])],
    charts: [],
    budgets: [],
  };
}

const METHOD = `Operators here are sockets of one session, as one account has with many tabs: each is served as an operator
of their own, but they count as one person who is there.

One chat: a visitor writes at a fixed rate, and each operator has the chat and their inbox open. What the server spends on
the message itself, and on the inbox's row of the chat, which each operator gets too (at most ten times a second), is part of
what a delivered frame costs.

Inboxes: ${CHATS} visitors write ${ROWS_RATE} messages a second in all; nobody has a chat open, but so many operators the
inbox. The first line is what the messages cost by themselves. Each twice.`;

function watchOneChat(watchers: number, perSecond: number, seconds: number): Promise<LoadResult> {
  return withServer(startCounterbell(), async (server) => {
    const senders = await server.senders(1);
    const receivers = await server.receivers(watchers, 1);
    const counting = receivers.map((plan) => ({ ...plan, noted: ROW_MARK }));
    const run = { kind: 'open', perSecond, warmUpSeconds: 1, seconds } as const;
    return load({ senders, receivers: counting, run }, server.cpuSeconds);
  });
}

function keepInboxesOpen(inboxes: number, seconds: number): Promise<LoadResult> {
  return withServer(startCounterbell(), async (server) => {
    const senders = await server.senders(CHATS);
    const { delivered: _, ...plan } = server.watcherOf([]);
    const listeners = Array.from({ length: inboxes }, () => ({ ...plan, noted: ROW_MARK }));
    const run = { kind: 'open', perSecond: ROWS_RATE, warmUpSeconds: 1, seconds } as const;
    return load({ senders, receivers: [], listeners, run }, server.cpuSeconds);
  });
}

type Row = Table['rows'][number];

function watchedTable(runs: ReadonlyMap<(typeof WATCHED)[number], readonly LoadResult[]>): Table {
  return {
    caption: 'One chat',
    rowsAre: 'operators who watch it',
    columns: [
      'messages a second',
      'event frames delivered a second',
      'inbox rows delivered a second',
      'server CPU per event frame, µs',
      'server CPU per frame of both kinds, µs',
      'delivered p50, ms',
      'p99',
    ],
    rows: [...runs].map(([{ name, perSecond }, results]): Row => {
      const spread = spreadOver(results);
      return {
        name,
        cells: [
          perSecond,
          spread(({ delivered, seconds }) => delivered / seconds),
          spread(({ noted, seconds }) => noted / seconds),
          spread((one) => microseconds(one) / one.delivered),
          spread((one) => microseconds(one) / (one.delivered + one.noted)),
          spread(({ toDelivered }) => toDelivered.p50),
          spread(({ toDelivered }) => toDelivered.p99),
        ],
      };
    }),
  };
}

function inboxTable(runs: ReadonlyMap<(typeof INBOXES)[number], readonly LoadResult[]>): Table {
  const [without = []] = runs.values();
  return {
    caption: `${CHATS} active chats, ${ROWS_RATE} messages a second`,
    rowsAre: 'operators with the inbox open',
    columns: [
      'inbox rows delivered a second',
      'server core busy, %',
      'server CPU per row, less the first line, µs',
      'tick p99, ms',
    ],
    rows: [...runs].map(([{ name, inboxes }, results]): Row => {
      const spread = spreadOver(results);
      const costs = results.map((one, turn) => rowCost(one, without[turn]));
      return {
        name,
        cells: [
          spread(({ noted, seconds }) => noted / seconds),
          spread((one) => microseconds(one) / 10_000 / one.seconds),
          inboxes === 0 ? '–' : spreadOf(costs),
          spread(({ toAcknowledged }) => toAcknowledged.p99),
        ],
      };
    }),
  };
}

/** What the rows cost beside what the messages cost without anybody who looks, in microseconds each. */
function rowCost(one: LoadResult, without: LoadResult | undefined): number {
  return without ? (microseconds(one) - microseconds(without)) / one.noted : Number.NaN;
}

function spreadOver(results: readonly LoadResult[]) {
  return (figure: (result: LoadResult) => number): Spread => spreadOf(results.map(figure));
}

function microseconds({ serverCpuSeconds }: LoadResult): number {
  return serverCpuSeconds * 1_000_000;
}
