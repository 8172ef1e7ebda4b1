import { setTimeout as pass } from 'node:timers/promises';
import { LIMITS } from '../../protocol/index.ts';
import type { Contender, RunningContender } from '../contenders/contender.ts';
import { startCounterbell } from '../contenders/counterbell.ts';
import { wsEcho } from '../contenders/plain-servers.ts';
import { socketIoBatched } from '../contenders/socket-io.ts';
import { interleaved, spreadOf } from '../harness/repeat.ts';
import { gatherCrowd } from '../load/gather-crowd.ts';
import { AT_ONCE } from '../load/open-lines.ts';
import type { CrowdPlan } from '../load/plan.ts';
import type { BudgetCheck, Report, Spread } from '../report/report.ts';
import { withServer } from './with-server.ts';

/** These come first and are not counted: a process that was idle has no memory of its own yet, and one that tidies up has not done so. */
const WARM_UP = 3_000;
const BUDGET = 1.25;
const HEARTBEAT = { say: '{"type":"ping"}', everyMs: LIMITS.heartbeatMs };
/** A process may tidy up once nobody comes. */
const TIDY_SECONDS = 12;
/** Memory is steady when it changed by less in two seconds. */
const STEADY_BYTES = 524_288;
const SETTLE_SECONDS = 20;

/** A server that is waited on by a crowd. */
interface Subject {
  readonly name: string;
  readonly start: () => Promise<RunningContender & { readonly plan: CrowdPlan }>;
}

interface Idle {
  readonly bytesEach: number;
  /** Milliseconds of CPU in a second. */
  readonly idleMs: number;
  readonly arrivalsPerCpuSecond: number;
}

/** What visitors cost who are connected and say nothing. */
export async function idle({ short }: { short: boolean }): Promise<Report> {
  const visitors = short ? 1_000 : 15_000;
  const subjects = subjectsHere();
  const runs = await interleaved(subjects, short ? 1 : 2, ({ start }) =>
    withServer(start(), (server) => measure(server, visitors, short ? 1 : 10)),
  );
  const spread = (subject: Subject, figure: (result: Idle) => number): Spread =>
    spreadOf((runs.get(subject) ?? []).map(figure));
  return {
    name: 'idle',
    title: 'Visitors who are connected and silent',
    method: methodOf(visitors),
    tables: [
      {
        caption: `${visitors} visitors`,
        rowsAre: 'server',
        columns: [
          'resident memory of a visitor, KiB',
          'CPU in a second of silence, ms',
          'arrivals per server-CPU-second',
        ],
        rows: subjects.map((subject) => ({
          name: subject.name,
          cells: [
            spread(subject, ({ bytesEach }) => bytesEach / 1_024),
            spread(subject, ({ idleMs }) => idleMs),
            spread(subject, ({ arrivalsPerCpuSecond }) => arrivalsPerCpuSecond),
          ],
        })),
      },
    ],
    charts: [
      {
        kind: 'bars',
        file: 'idle',
        title: 'Resident memory of a silent visitor',
        unit: 'KiB',
        bars: subjects.map((subject) => ({
          name: subject.name,
          value: spread(subject, ({ bytesEach }) => bytesEach / 1_024),
          isOurs: subject === subjects[0],
        })),
      },
    ],
    budgets: budgetsOf(subjects.map((subject) => runs.get(subject) ?? [])),
  };
}

function methodOf(visitors: number): string {
  return `${WARM_UP} clients come first and are not counted, as a process that has just begun takes memory for itself, and one that
collects its garbage in silence has yet to do so. Counterbell does, and gives back what is free; the others leave it to V8, whose young generation may
stay grown by a crowd, up to 32 MiB of it.
Then ${visitors} come, ${AT_ONCE} at a time, and stay: to Counterbell each as a new visitor, with the upgrade, a \`hello\`, a
visitor's row in the database and a \`welcome\`; to ws (which has the same limits and no compression) with the upgrade alone;
to Socket.IO with its handshake. Memory is read after ${TIDY_SECONDS} seconds of silence, once it is steady. Heartbeats go on: clients of Counterbell, and for the
comparison those of ws, send a ping every ${LIMITS.heartbeatMs / 1_000} s ± 20 % and are answered; Socket.IO's server pings by
itself every 25 s. Arrivals are divided by the server's CPU from the first to the last, with what it collects of its garbage
meanwhile. Each server twice, in turn.`;
}

function subjectsHere(): Subject[] {
  const ours: Subject = {
    name: 'Counterbell',
    async start() {
      const server = await startCounterbell();
      return { ...server, plan: { line: server.newcomer(), heartbeat: HEARTBEAT } };
    },
  };
  const others = [silent('bare ws', wsEcho, HEARTBEAT), silent('Socket.IO', socketIoBatched)];
  return [ours, ...others.filter(({ lacks }) => lacks === undefined)];
}

/** A line that could write, and does not. */
function silent(
  name: string,
  contender: Contender,
  heartbeat?: CrowdPlan['heartbeat'],
): Subject & { readonly lacks: string | undefined } {
  return {
    name,
    lacks: contender.lacks(),
    async start() {
      const server = await contender.start();
      const [line] = await server.senders(1);
      if (!line) throw new Error(`${name} gave no line`);
      return { ...server, plan: { line, ...(heartbeat && { heartbeat }) } };
    },
  };
}

async function measure(
  server: RunningContender & { readonly plan: CrowdPlan },
  visitors: number,
  seconds: number,
): Promise<Idle> {
  const crowd = gatherCrowd(server.plan);
  try {
    await crowd.grow(WARM_UP);
    const before = await steadyBytes(server);
    const cpu = server.cpuSeconds();
    await crowd.grow(visitors);
    const arrivalsPerCpuSecond = visitors / (server.cpuSeconds() - cpu);
    const bytesEach = ((await steadyBytes(server)) - before) / visitors;
    const idleFrom = server.cpuSeconds();
    await pass(seconds * 1_000);
    const idleMs = ((server.cpuSeconds() - idleFrom) / seconds) * 1_000;
    return { bytesEach, idleMs, arrivalsPerCpuSecond };
  } finally {
    crowd.end();
  }
}

/** Resident memory after a while of silence, once it changes no more, or after twenty seconds more. */
async function steadyBytes(server: RunningContender): Promise<number> {
  await pass(TIDY_SECONDS * 1_000);
  let bytes = server.residentBytes();
  for (let second = 0; second < SETTLE_SECONDS; second += 2) {
    await pass(2_000);
    const now = server.residentBytes();
    if (Math.abs(now - bytes) < STEADY_BYTES) return now;
    bytes = now;
  }
  return bytes;
}

function budgetsOf([ours = [], ws = []]: readonly (readonly Idle[])[]): BudgetCheck[] {
  const ratios = ours.map((result, turn) => result.bytesEach / (ws[turn]?.bytesEach ?? Number.NaN));
  const { median } = spreadOf(ratios);
  return [
    {
      what: 'idle visitor, resident memory',
      budget: `≤ ${BUDGET} × bare ws`,
      measured: `${median.toFixed(2)} ×`,
      isMet: median <= BUDGET,
      reason: REASON,
    },
  ];
}

/** From heap snapshots of a relay with 100 and with 2,000 visitors. */
const REASON = `beside what Node and ws hold for a line (3.1 KB of V8's heap) a visitor has some 1.4 KB there: the objects of line,
limits, conversation and visit 0.7 KB, what is known of visitor and page 0.4 KB, listeners to the socket 0.15 KB, places in the maps
of who is here 0.15 KB`;
