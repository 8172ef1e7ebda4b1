import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportFormat } from '../../protocol/index.ts';
import { makeManyChats } from '../../test/helpers/many-chats.ts';
import { startCounterbell } from '../contenders/counterbell.ts';
import { spreadOf } from '../harness/repeat.ts';
import { tell } from '../report/progress.ts';
import type { Report, Table } from '../report/report.ts';
import { withServer } from '../scenarios/with-server.ts';
import { type Percentiles, percentilesOf } from '../stored/percentiles.ts';
import { takeExport } from './take-export.ts';
import { type Chatters, chattersOf } from './write-on.ts';

/** Tables are read by people, lines of JSON hold everything. */
const FORMATS = ['chats', 'json'] as const satisfies readonly ExportFormat[];
type Format = (typeof FORMATS)[number];

/** More would mean that it is kept instead of passed on: a hundred thousand chats are some 300 MiB, let go in pieces of kilobytes. */
const MOST_GROWTH_BYTES = 128 * 2 ** 20;

interface Extent {
  /** Chats that are exported, 20 messages each. */
  readonly chats: readonly number[];
  readonly calmSeconds: number;
}

const FULL: Extent = { chats: [10_000, 100_000], calmSeconds: 20 };
const SHORT: Extent = { chats: [3_000], calmSeconds: 2 };

/** What one export was like. Bytes, seconds, milliseconds. */
interface Exported {
  readonly format: Format;
  readonly chats: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly growthBytes: number;
  readonly acknowledged: number;
  readonly toAcknowledged: Percentiles;
}

/** Of one installation. */
interface Found {
  readonly calm: Percentiles;
  readonly exports: readonly Exported[];
}

/**
 * Exports everything there is while visitors write. Rejects where a chat is missing, a message is not acknowledged, or the relay
 * keeps what it should pass on.
 */
export async function exportBesideChats({ short }: { short: boolean }): Promise<Report> {
  const { chats, calmSeconds } = short ? SHORT : FULL;
  const found: [chats: number, Found][] = [];
  for (const count of chats) found.push([count, await measure(count, calmSeconds)]);
  return {
    name: 'export',
    title: 'An export while chats go on',
    method: METHOD,
    tables: [exportTable(found), messageTable(found)],
    charts: [],
    budgets: [],
  };
}

const METHOD = `A relay with so many closed chats of 20 messages each. Twenty visitors write a hundred messages a second in all,
first alone, then while somebody takes all chats as a file, as fast as it comes. Acknowledgements are counted from when each
message was due. Growth is the greatest resident memory during an export beyond the greatest before the first one.`;

async function measure(chats: number, calmSeconds: number): Promise<Found> {
  tell(`${chats} chats are made`);
  const dataDir = await mkdtemp(join(tmpdir(), 'counterbell-bench-'));
  try {
    await makeManyChats(dataDir, chats);
    return await withServer(startCounterbell({ dataDir }), async (relay) => {
      const chatters = await chattersOf(relay);
      tell('visitors write');
      const memory = watchMemory(relay.residentBytes);
      const calm = await chatters.writeFor(calmSeconds);
      const before = memory.stop();
      const exports: Exported[] = [];
      for (const format of FORMATS) {
        tell(`${chats} chats are exported as ${format}`);
        exports.push(await exportOnce(relay, chatters, format, before));
        failWhereWrong(exports.at(-1), chats + chatters.count);
      }
      await chatters.leave();
      return { calm: percentilesOf(calm), exports };
    });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function exportOnce(
  relay: Parameters<typeof takeExport>[0] & { residentBytes(): number },
  chatters: Chatters,
  format: Format,
  before: number,
): Promise<Exported> {
  const memory = watchMemory(relay.residentBytes);
  const began = performance.now();
  const [taken, times] = await chatters.writeWhile(() => takeExport(relay, format));
  return {
    ...{ format, ...taken, seconds: (performance.now() - began) / 1_000 },
    growthBytes: memory.stop() - before,
    acknowledged: times.length,
    toAcknowledged: percentilesOf(times),
  };
}

function failWhereWrong(exported: Exported | undefined, chats: number): void {
  if (exported?.chats !== chats)
    throw new Error(`${exported?.chats} of ${chats} chats were exported`);
  const { growthBytes, acknowledged } = exported;
  if (acknowledged === 0) throw new Error('nothing was written while chats were exported');
  if (growthBytes > MOST_GROWTH_BYTES) {
    throw new Error(`the relay grew by ${Math.round(growthBytes / 2 ** 20)} MiB during an export`);
  }
}

const LOOK_EVERY_MS = 100;

/** The greatest memory of a process until it is stopped. */
function watchMemory(residentBytes: () => number): { stop(): number } {
  let most = residentBytes();
  const timer = setInterval(() => {
    most = Math.max(most, residentBytes());
  }, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(most, residentBytes());
    },
  };
}

function exportTable(found: readonly [number, Found][]): Table {
  return {
    caption: 'The export',
    rowsAre: 'chats, and format',
    columns: ['seconds', 'chats a second', 'MiB written', 'growth of the relay, MiB'],
    rows: found.flatMap(([chats, { exports }]) =>
      exports.map((one) => ({
        name: `${chats}, ${one.format}`,
        cells: [
          one.seconds,
          one.chats / one.seconds,
          one.bytes / 2 ** 20,
          one.growthBytes / 2 ** 20,
        ].map((figure) => spreadOf([figure])),
      })),
    ),
  };
}

function messageTable(found: readonly [number, Found][]): Table {
  const cellsOf = ({ p50, p99 }: Percentiles) => [p50, p99].map((time) => spreadOf([time]));
  return {
    caption: 'Messages meanwhile',
    rowsAre: 'chats that are there, and what runs',
    columns: ['acknowledged p50, ms', 'p99, ms'],
    rows: found.flatMap(([chats, { calm, exports }]) => [
      { name: `${chats}, nothing`, cells: cellsOf(calm) },
      ...exports.map(({ format, toAcknowledged }) => ({
        name: `${chats}, an export as ${format}`,
        cells: cellsOf(toAcknowledged),
      })),
    ]),
  };
}
