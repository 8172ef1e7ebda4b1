import { LIMITS } from '../../protocol/index.ts';
import { visitorArrives } from '../../test/helpers/people.ts';
import { type RunningCounterbell, startCounterbell } from '../contenders/counterbell.ts';
import { interleaved, spreadOf } from '../harness/repeat.ts';
import { load } from '../load/load.ts';
import type { LinePlan, LoadResult } from '../load/plan.ts';
import type { Report, Spread } from '../report/report.ts';
import { failWhereLost } from './fail-where-lost.ts';
import { withServer } from './with-server.ts';

/** With one frame each to watch them, an operator stays within what a socket may send at once. */
const CALM_CHATS = 32;
const CALM_PER_SECOND = 160;
const NOISY_LINES = 64;
const TIMES_THE_LIMIT = 10;

const CASES = [
  { name: 'calm', isNoisy: false },
  { name: 'beside the noise', isNoisy: true },
] as const;

/** What the visitors of other sites notice when one site's clients send ten times what they may. */
export async function noisyNeighbour({ short }: { short: boolean }): Promise<Report> {
  const runs = await interleaved(CASES, short ? 1 : 3, ({ isNoisy }) =>
    measure(isNoisy, short ? 1.5 : 5),
  );
  for (const [{ name }, results] of runs) failWhereLost(name, results);
  const [calm = [], noisy = []] = runs.values();
  const ratio = (figure: (result: LoadResult) => number): Spread =>
    spreadOf(noisy.map((result, turn) => figure(result) / figureOf(calm[turn], figure)));
  return {
    name: 'noisy-neighbour',
    title: 'A noisy neighbour',
    method: METHOD,
    tables: [
      {
        caption: 'The calm visitors, milliseconds',
        rowsAre: 'they are',
        columns: ['tick p50', 'p99', 'delivered p50', 'p99', 'server core busy, %'],
        rows: [
          ...[...runs].map(([{ name }, results]) => ({
            name,
            cells: FIGURES.map((figure) => spreadOf(results.map(figure))),
          })),
          { name: 'ratio', cells: FIGURES.map(ratio) },
        ],
      },
      {
        caption: 'The noise',
        rowsAre: 'in a run',
        columns: ['frames', 'lines cut off'],
        rows: [
          {
            name: 'median',
            cells: [
              spreadOf(noisy.map(({ noise }) => noise.sent)),
              spreadOf(noisy.map(({ noise }) => noise.cutOff)),
            ],
          },
        ],
      },
    ],
    charts: [],
    budgets: [],
  };
}

const METHOD = `Two sites on one relay with production's limits. On one, ${CALM_CHATS} visitors write ${CALM_PER_SECOND}
messages a second in all, and an operator watches them. On the other, ${NOISY_LINES} sockets send messages at
${TIMES_THE_LIMIT} times the limit of ${LIMITS.framesPerSecond} a second each; the relay refuses what is too much, cuts off
who goes on, and they come back at once. The same client sends both, the noise in few writes, so that it hardly takes the
client's time. Three runs with the noise and three without, in turn.`;

const FIGURES: readonly ((result: LoadResult) => number)[] = [
  ({ toAcknowledged }) => toAcknowledged.p50,
  ({ toAcknowledged }) => toAcknowledged.p99,
  ({ toDelivered }) => toDelivered.p50,
  ({ toDelivered }) => toDelivered.p99,
  ({ serverCpuSeconds, seconds }) => (serverCpuSeconds / seconds) * 100,
];

function figureOf(result: LoadResult | undefined, figure: (result: LoadResult) => number): number {
  return result ? figure(result) : Number.NaN;
}

function measure(isNoisy: boolean, seconds: number): Promise<LoadResult> {
  // What is empty is production's.
  const starting = startCounterbell({}, { FRAMES_PER_SECOND: '', HELLOS_PER_SECOND: '' });
  return withServer(starting, async (server) => {
    const senders = await server.senders(CALM_CHATS);
    const receivers = await server.receivers(1, CALM_CHATS);
    const lines = await noisyLines(server);
    const run = { kind: 'open', perSecond: CALM_PER_SECOND, warmUpSeconds: 2, seconds } as const;
    const framesPerSecond = LIMITS.framesPerSecond * TIMES_THE_LIMIT;
    const noise = isNoisy ? { noise: { lines, framesPerSecond } } : {};
    return load({ senders, receivers, run, ...noise }, server.cpuSeconds);
  });
}

/** Visitors of a second site. */
async function noisyLines(server: RunningCounterbell): Promise<LinePlan[]> {
  const { body } = await server.owner.call('POST', '/sites', {
    name: 'Another shop',
    domains: ['localhost'],
    settings: { colour: '#4f46e5', welcome: '', language: 'auto', consent: 'banner' },
  });
  const lines: LinePlan[] = [];
  while (lines.length < NOISY_LINES) {
    const { token, line } = await visitorArrives(server.url, body.key);
    if (!token) throw new Error('the relay gave a new visitor no token');
    lines.push(server.senderOf({ token, chat: 'new' }, body.key));
    await line.hangUp();
  }
  return lines;
}
