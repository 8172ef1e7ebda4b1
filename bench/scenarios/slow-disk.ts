import type { Contender } from '../contenders/contender.ts';
import { CONTENDERS } from '../contenders/index.ts';
import { isThere } from '../harness/cores.ts';
import { interleaved, spreadOf } from '../harness/repeat.ts';
import type { LoadResult } from '../load/plan.ts';
import type { Cell, Report } from '../report/report.ts';
import { failWhereLost } from './fail-where-lost.ts';
import { CHATS, type Played, play } from './play.ts';

const IN_FLIGHT = 8;
const OPEN_RATE = 500;
const DELAYS_MS = [1, 5];
/** Whoever acknowledges less of what is due than this falls behind for good. */
const KEEPS_UP = 0.95;

interface Subject {
  readonly name: string;
  readonly contender: Contender;
  readonly slowSyncMs: number;
}

interface Measured {
  readonly closed: Played;
  readonly open: Played;
}

/** What a disk that takes longer to sync does to the servers that wait for it. */
export async function slowDisk({ short }: { short: boolean }): Promise<Report> {
  const durable = CONTENDERS.filter(
    (one) => one.durability === 'power loss' && one.lacks() === undefined,
  );
  const subjects = DELAYS_MS.flatMap((slowSyncMs) =>
    durable.map(
      (contender): Subject => ({
        name: `${contender.name}, ${slowSyncMs} ms`,
        contender,
        slowSyncMs,
      }),
    ),
  );
  const here = isThere('strace') ? subjects : [];
  const chosen = short ? here.filter(({ contender }) => contender === durable[0]).slice(-1) : here;
  const runs = await interleaved(chosen, 1, (one) => measure(one, short ? 1 : 3));
  for (const [{ name }, results] of runs) {
    failWhereLost(
      name,
      results.flatMap(({ closed, open }) => [closed, open]),
    );
  }
  return {
    name: 'slow-disk',
    title: 'On a slow disk',
    method: METHOD,
    tables: DELAYS_MS.map((delay) => ({
      caption: `Each sync takes ${delay} ms longer`,
      rowsAre: 'server',
      columns: [
        'messages a second',
        'fsyncs a message',
        `tick p50 at ${OPEN_RATE}/s, ms`,
        'p99',
        'delivered p50, ms',
        'p99',
      ],
      rows: [...runs]
        .filter(([{ slowSyncMs }]) => slowSyncMs === delay)
        .map(([{ contender }, results]) => ({
          name: contender.name,
          cells: results.flatMap(cellsOf),
        })),
    })).filter(({ rows }) => rows.length > 0),
    charts: [],
    budgets: [],
  };
}

const METHOD = `strace holds each fsync and fdatasync of the server up by so much; other calls are not traced. First ${CHATS}
chats of which each always has ${IN_FLIGHT} messages under way (messages a second, and syncs a message), then
${OPEN_RATE} messages a second, answered or not (times from when a message was due). One operator watches all. Only servers
whose acknowledged messages outlive a power cut; one run each.`;

async function measure({ contender, slowSyncMs }: Subject, seconds: number): Promise<Measured> {
  const options = { slowSyncMs, countsSyncs: true };
  const closed = await play(
    contender,
    { kind: 'closed', inFlight: IN_FLIGHT, warmUpSeconds: 1, seconds },
    options,
  );
  const open = await play(
    contender,
    { kind: 'open', perSecond: OPEN_RATE, warmUpSeconds: 1, seconds },
    options,
  );
  return { closed, open };
}

function keepsUp({ acknowledged, seconds }: LoadResult): boolean {
  return acknowledged >= OPEN_RATE * seconds * KEEPS_UP;
}

function cellsOf({ closed, open }: Measured): Cell[] {
  const through = [
    spreadOf([closed.acknowledged / closed.seconds]),
    spreadOf([closed.syncs / closed.acknowledged]),
  ];
  if (!keepsUp(open)) {
    const taken = Math.round(open.acknowledged / open.seconds);
    return [...through, `cannot take it: ${taken} a second`, '–', '–', '–'];
  }
  const { toAcknowledged, toDelivered } = open;
  const times = [toAcknowledged.p50, toAcknowledged.p99, toDelivered.p50, toDelivered.p99];
  return [...through, ...times.map((time) => spreadOf([time]))];
}
