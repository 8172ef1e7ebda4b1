import { setTimeout as pass } from 'node:timers/promises';
import type { SiteKey } from '../../protocol/index.ts';
import type { ConsoleApi } from '../helpers/console-api.ts';
import type { Random } from '../helpers/seeded-random.ts';
import { type Breaches, checkRound } from './check-round.ts';
import { type FaultCounts, openFaultProxy } from './fault-proxy.ts';
import type { Installation } from './installation.ts';
import type { Mortality } from './keep-killing.ts';
import type { LineCounts } from './page-environment.ts';
import { type ScriptedOperator, scriptOperator } from './scripted-operator.ts';
import { type ScriptedVisitor, scriptVisitor } from './scripted-visitor.ts';

export interface RoundOptions {
  readonly installation: Pick<Installation, 'port' | 'readLog'>;
  readonly site: SiteKey;
  readonly operators: readonly ConsoleApi[];
  readonly random: Random;
  readonly visitors: number;
  readonly messages: number;
  /** Whether to write on although so many are written: what was to happen meanwhile has not all happened. */
  readonly goesOn: () => boolean;
  /** Added to. */
  readonly faults: FaultCounts;
  readonly lines: LineCounts;
  readonly mortality: Mortality;
  readonly onWritten: (count: number) => void;
}

/** An operator answers in many chats at a time. */
const OPERATOR_ACTS = 4;
/** The pace of everybody's acts. */
const TICK_MS = 25;
const LOOK_EVERY_MS = 200;
/** A client that is not in agreement by then never will be. */
const CALM_WITHIN_MS = 60_000;

/** New visitors write their messages through all faults; then the network calms down and everything is compared. */
export async function playRound(options: RoundOptions): Promise<Breaches> {
  const { installation, random, mortality, lines } = options;
  const proxy = await openFaultProxy(installation.port, random.fork('network'));
  const visitors = Array.from({ length: options.visitors }, (_, index) =>
    scriptVisitor(proxy.url, options.site, random.fork(`visitor ${index}`), lines),
  );
  const operators = options.operators.map(({ cookie }, index) => {
    const headers = { origin: proxy.url, cookie };
    return scriptOperator(proxy.url, headers, random.fork(`operator ${index}`), lines);
  });
  mortality.resume();
  try {
    await writeAll(options, visitors, operators);
    proxy.calm();
    await mortality.pause();
    for (const client of [...visitors, ...operators]) client.wake();
    return await agree(installation, visitors, operators);
  } finally {
    for (const client of [...visitors, ...operators]) client.destroy();
    for (const fault of Object.keys(proxy.counts) as (keyof FaultCounts)[]) {
      options.faults[fault] += proxy.counts[fault];
    }
    await proxy.close();
  }
}

async function writeAll(
  { messages, goesOn, onWritten }: RoundOptions,
  visitors: readonly ScriptedVisitor[],
  operators: readonly ScriptedOperator[],
): Promise<void> {
  for (let count = 0; count < messages || goesOn(); onWritten(count)) {
    visitors.forEach((visitor, index) => {
      visitor.act();
      const { chat } = visitor;
      if (chat) operators[index % operators.length]?.watch(chat);
    });
    for (const operator of operators) {
      for (let act = 0; act < OPERATOR_ACTS; act += 1) operator.act();
    }
    await pass(TICK_MS);
    count =
      visitors.reduce((sum, { written }) => sum + written.length, 0) +
      operators.reduce((sum, operator) => sum + operator.count, 0);
  }
}

/** Waits until every client has everything, and says what is wrong where that does not come. */
async function agree(
  { readLog }: Pick<Installation, 'readLog'>,
  visitors: readonly ScriptedVisitor[],
  operators: readonly ScriptedOperator[],
): Promise<Breaches> {
  const clients = [...visitors, ...operators];
  const end = performance.now() + CALM_WITHIN_MS;
  const check = async () =>
    checkRound(await readLog(visitors.flatMap(({ id }) => id ?? [])), visitors, operators);
  for (;;) {
    const isQuiet = clients.every((client) => client.isQuiet());
    const isLate = performance.now() > end;
    const breaches = isQuiet || isLate ? await check() : ['busy'];
    if (isLate && !isQuiet) breaches.push('some clients still wait for an acknowledgement');
    if (breaches.length === 0 || isLate) return breaches;
    await pass(LOOK_EVERY_MS);
  }
}
