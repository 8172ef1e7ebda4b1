import type { Contender } from '../contenders/contender.ts';
import { measureGroupCommit } from '../contenders/group-commit.ts';
import { CONTENDERS } from '../contenders/index.ts';
import { plainRelay, wsEcho } from '../contenders/plain-servers.ts';
import { socketIo } from '../contenders/socket-io.ts';
import { isThere } from '../harness/cores.ts';
import { installPeers } from '../harness/peers.ts';
import { interleaved, spreadOf } from '../harness/repeat.ts';
import type { LoadResult } from '../load/plan.ts';
import { formatFigure } from '../report/numbers.ts';
import type { BudgetCheck, Report, Spread } from '../report/report.ts';
import { failWhereLost } from './fail-where-lost.ts';
import { CHATS, type Played, play } from './play.ts';

const IN_FLIGHT = 8;
const BATCHES = [1, 8, 64, 512];
const LONG = { warmUpSeconds: 1, seconds: 4 };
const SHORT = { warmUpSeconds: 0.2, seconds: 0.5 };

interface Measured {
  readonly contender: Contender;
  readonly results: readonly LoadResult[];
  readonly syncsPerMessage: number | undefined;
}

/** How much goes through: 64 chats of which each always has 8 messages under way, all delivered to one operator. */
export async function saturation({ short }: { short: boolean }): Promise<Report> {
  if (!short) installPeers();
  const contenders = CONTENDERS.filter((one) => one.lacks() === undefined);
  const times = short ? SHORT : LONG;
  const runs = await interleaved(contenders, short ? 1 : 5, (one) => saturate(one, times));
  const measured: Measured[] = [];
  for (const contender of contenders) {
    const results = runs.get(contender) ?? [];
    failWhereLost(contender.name, results);
    measured.push({ contender, results, syncsPerMessage: await syncsPerMessage(contender) });
  }
  const batches = await interleaved(BATCHES, short ? 1 : 5, async (batch) =>
    measureGroupCommit(batch, short ? 0.2 : 2),
  );
  return {
    name: 'saturation',
    title: 'How much goes through',
    method: METHOD,
    tables: [
      {
        caption: `${CHATS} chats, ${IN_FLIGHT} messages under way in each, delivered to one operator`,
        rowsAre: 'server',
        columns: [
          'an acknowledged message outlives',
          'messages per server-CPU-second',
          'Counterbell to it',
          'messages a second',
          'server core busy, %',
          'client core busy, %',
          'fsyncs a message',
        ],
        rows: measured.map((one) => ({ name: one.contender.name, cells: cellsOf(one, measured) })),
      },
      {
        caption: 'SQLite alone: the same rows, nothing else',
        rowsAre: 'messages in a commit',
        columns: ['messages per CPU-second', 'messages a second', 'fsyncs a message'],
        rows: BATCHES.map((batch) => {
          const results = batches.get(batch) ?? [];
          return {
            name: String(batch),
            cells: [
              spreadOf(results.map(({ rows, cpuSeconds }) => rows / cpuSeconds)),
              spreadOf(results.map((result) => result.rows / result.seconds)),
              (1 / batch).toFixed(3),
            ],
          };
        }),
      },
    ],
    charts: [
      {
        kind: 'bars',
        file: 'saturation',
        title: 'Acknowledged messages per second of server CPU',
        unit: 'messages',
        bars: measured.map((one) => ({
          name: `${one.contender.name} (${one.contender.durability})`,
          value: perCpu(one),
          isOurs: one === measured[0],
        })),
      },
    ],
    budgets: budgetsOf(measured),
  };
}

const METHOD = `Each server runs alone on one core, the load client on another. ${CHATS} visitors write, each in a chat of
their own and with ${IN_FLIGHT} messages under way: as one is acknowledged the next leaves. One operator watches all chats
and is handed every message. A run warms up for a second before it is measured; the servers take turns. "Counterbell to it"
divides the figures of the same turn. What an acknowledged message outlives: \`memory\` nothing, \`power loss\` also a power
cut, because it was synced to disk before. fsyncs are counted by strace in a run of their own, which is not timed. The ws
echo hands nothing to an operator and checks nothing.`;

/** From profiles of this version, by `PROFILE_INTO=FOLDER npm run bench -- saturation`. */
const REASON = `a message is checked, numbered, written into three B-trees of SQLite with its outbox row, synced, acknowledged, and
handed to its visitor and to the operator; nothing of that can be left out without a promise. Of the server's time the transaction
takes about 43 % (writing and syncing pages 17 %, inserting rows 12 %, looking up 7 %, deciding 7 %), the index of words and the
add-ons' queue 12 %, reading frames 12 %, writing them 9 %, the collection of garbage 9 %, promises and the rest 15 %`;

function perCpu({ results }: Measured): Spread {
  return spreadOf(results.map(perCpuOf));
}

function perCpuOf({ acknowledged, serverCpuSeconds }: LoadResult): number {
  return acknowledged / serverCpuSeconds;
}

/** Ours to another's, turn by turn. */
function ratioTo(ours: Measured, other: Measured): Spread {
  return spreadOf(
    ours.results.map((result, turn) => {
      const theirs = other.results[turn];
      return theirs ? perCpuOf(result) / perCpuOf(theirs) : Number.NaN;
    }),
  );
}

function cellsOf(one: Measured, [ours]: readonly Measured[]) {
  const spread = (figure: (result: LoadResult) => number) => spreadOf(one.results.map(figure));
  return [
    one.contender.durability,
    perCpu(one),
    ours && ours !== one ? ratioTo(ours, one) : '–',
    spread((result) => result.acknowledged / result.seconds),
    spread((result) => (result.serverCpuSeconds / result.seconds) * 100),
    spread((result) => (result.clientCpuSeconds / result.seconds) * 100),
    one.syncsPerMessage === undefined ? '–' : spreadOf([one.syncsPerMessage]),
  ];
}

function budgetsOf(measured: readonly Measured[]): BudgetCheck[] {
  const [ours] = measured;
  if (!ours) return [];
  const find = (contender: Contender) => measured.find((one) => one.contender === contender);
  const unstored = find(plainRelay);
  const most = unstored ? formatFigure(perCpu(unstored).median) : '–';
  return [
    ...ratioBudget(ours, find(wsEcho), 0.6, () => REASON),
    ...ratioBudget(ours, unstored, 1, () => 'as above'),
    ...ratioBudget(
      ours,
      find(socketIo),
      8,
      (asked) =>
        `as above; it asks for ${formatFigure(asked)} of them, and the relay that stores nothing makes ${most}`,
    ),
    ...syncBudget(ours),
  ];
}

/** `why` is told how many messages the budget asks for. */
function ratioBudget(
  ours: Measured,
  other: Measured | undefined,
  least: number,
  why: (asked: number) => string,
): BudgetCheck[] {
  if (!other) return [];
  const ratio = ratioTo(ours, other).median;
  const isMet = ratio >= least;
  const check = {
    what: 'durable acked messages per server-CPU-second',
    budget: `≥ ${least} × ${other.contender.name}`,
    measured: `${ratio.toFixed(2)} ×`,
    isMet,
  };
  return [isMet ? check : { ...check, reason: why(least * perCpu(other).median) }];
}

function syncBudget({ syncsPerMessage: syncs }: Measured): BudgetCheck[] {
  if (syncs === undefined) return [];
  const what = 'fsyncs per acknowledged message at saturation';
  return [{ what, budget: '≤ 0.05', measured: syncs.toFixed(3), isMet: syncs <= 0.05 }];
}

function saturate(contender: Contender, times: typeof LONG, countsSyncs = false): Promise<Played> {
  return play(contender, { kind: 'closed', inFlight: IN_FLIGHT, ...times }, { countsSyncs });
}

/** Undefined where nothing is stored, or strace is not there. */
async function syncsPerMessage(contender: Contender): Promise<number | undefined> {
  if (contender.durability === 'memory' || !isThere('strace')) return undefined;
  const { syncs, acknowledged } = await saturate(contender, SHORT, true);
  return syncs / acknowledged;
}
