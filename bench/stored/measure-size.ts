import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../test/helpers/free-port.ts';
import { type RunningCounterbell, startCounterbell } from '../contenders/counterbell.ts';
import { relayServer } from '../contenders/relay-server.ts';
import { startServer } from '../harness/server-process.ts';
import { load } from '../load/load.ts';
import type { LoadRun } from '../load/plan.ts';
import { failWhereLost } from '../scenarios/fail-where-lost.ts';
import { withServer } from '../scenarios/with-server.ts';
import { openAsOperator, openAsVisitors, type PageReader, type Wish } from './pages.ts';
import { percentilesOf } from './percentiles.ts';
import { longestChats, randomWishes } from './wishes.ts';
import type { Filled } from './writer.ts';

/** An installation with a past, as its relay left it. */
export interface Installation {
  readonly dataDir: string;
  readonly filled: Filled;
}

/** How much is done with it. */
export interface SizePlan {
  readonly welcomes: number;
  readonly pages: number;
  /** Visitors who write, each in a new chat. */
  readonly writers: number;
  readonly run: Extract<LoadRun, { kind: 'open' }>;
}

/** What a relay on it costs: medians, but of the start. */
export interface Costs {
  /** Of the server, user and system, for each acknowledged message, in microseconds. */
  readonly messageCpu: number;
  readonly pageMs: number;
  readonly welcomeMs: number;
  readonly startMs: number;
}

/** Measures a copy, so that each run finds the same. Rejects where a message is lost or doubled. */
export async function measureSize(
  { dataDir, filled }: Installation,
  plan: SizePlan,
): Promise<Costs> {
  const copy = await mkdtemp(join(tmpdir(), 'counterbell-bench-'));
  try {
    await cp(dataDir, copy, { recursive: true });
    const startMs = await timeStart(copy);
    return await withServer(startCounterbell({ dataDir: copy }), async (relay) => ({
      startMs,
      welcomeMs: await timeWelcomes(relay, plan.welcomes),
      pageMs: await timePages(relay, filled, plan.pages),
      messageCpu: await costOfMessage(relay, plan),
    }));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function timeStart(dataDir: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const server = await startServer(relayServer({ dataDir, port }));
  const ms = performance.now() - began;
  await server.stop();
  return ms;
}

async function timeWelcomes(relay: RunningCounterbell, count: number): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const operator = await openAsOperator(relay);
    times.push(operator.welcomeMs);
    operator.close();
  }
  return percentilesOf(times).p50;
}

async function timePages(
  relay: RunningCounterbell,
  filled: Filled,
  count: number,
): Promise<number> {
  const operator = await openAsOperator(relay);
  const chats = longestChats(filled);
  const visitors = await openAsVisitors(relay, chats, operator.epoch);
  const wishes = randomWishes(chats, count);
  // The first time it may come from the disk.
  await readAll(visitors, wishes);
  const times = await readAll(visitors, wishes);
  for (const one of [operator, visitors]) one.close();
  return percentilesOf(times).p50;
}

async function readAll(pages: PageReader, wishes: readonly Wish[]): Promise<number[]> {
  const times: number[] = [];
  for (const wish of wishes) times.push((await pages.read(wish)).ms);
  return times;
}

async function costOfMessage(relay: RunningCounterbell, plan: SizePlan): Promise<number> {
  const senders = await relay.senders(plan.writers);
  const receivers = await relay.receivers(1, plan.writers);
  const result = await load({ senders, receivers, run: plan.run }, relay.cpuSeconds);
  failWhereLost('Counterbell', [result]);
  return (result.serverCpuSeconds / result.acknowledged) * 1_000_000;
}
