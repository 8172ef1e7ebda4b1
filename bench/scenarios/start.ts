import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { freePort } from '../../test/helpers/free-port.ts';
import { startCounterbell } from '../contenders/counterbell.ts';
import { relayServer } from '../contenders/relay-server.ts';
import { interleaved, spreadOf } from '../harness/repeat.ts';
import { type ServerOptions, startServer } from '../harness/server-process.ts';
import { openLine } from '../load/line.ts';
import { load } from '../load/load.ts';
import type { LinePlan } from '../load/plan.ts';
import { tell } from '../report/progress.ts';
import type { Report } from '../report/report.ts';
import { fillDatabase } from './fill-database.ts';

const BUDGET = 1.5;
const WRITERS = 8;
const IN_FLIGHT = 8;
const PATIENCE_MS = 60_000;
/** Between attempts to reach a server that does not listen yet. */
const RETRY_MS = 2;

interface Subject {
  readonly name: string;
  readonly server: (dataDir: string, port: number) => ServerOptions;
  readonly takesMessages: boolean;
}

const SUBJECTS: readonly Subject[] = [
  {
    name: 'Counterbell',
    server: (dataDir, port) => relayServer({ dataDir, port }),
    takesMessages: true,
  },
  { name: 'bare Fastify', server: bareFastify, takesMessages: false },
];

/** Milliseconds since the process was started. */
interface Start {
  readonly readyMs: number;
  readonly acknowledgedMs: number | undefined;
  readonly cpuMs: number;
  readonly walBytes: number;
}

/** How soon a relay that was killed while it wrote serves again, on a large database. */
export async function start({ short }: { short: boolean }): Promise<Report> {
  const bytes = short ? 20_000_000 : 1_000_000_000;
  const dataDir = await mkdtemp(join(tmpdir(), 'counterbell-bench-'));
  try {
    tell(`a database of ${bytes / 1_000_000} MB`);
    await fillDatabase(dataDir, bytes);
    const runs = await interleaved(SUBJECTS, short ? 1 : 5, (subject) => measure(subject, dataDir));
    return reportOn(runs, bytes);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function reportOn(runs: ReadonlyMap<Subject, readonly Start[]>, bytes: number): Report {
  const [ours = [], bare = []] = runs.values();
  const ratios = ours.map(({ readyMs }, turn) => readyMs / (bare[turn]?.readyMs ?? Number.NaN));
  const { median } = spreadOf(ratios);
  return {
    name: 'start',
    title: 'Starting again',
    method: `${METHOD} The database has ${bytes / 1_000_000} MB.`,
    tables: [
      {
        caption: 'From the start of the process, milliseconds',
        rowsAre: 'server',
        columns: [
          'ready',
          'first message acknowledged',
          'CPU until then',
          'write-ahead log found, MB',
        ],
        rows: [...runs].map(([{ name, takesMessages }, results]) => ({
          name,
          cells: [
            spreadOf(results.map(({ readyMs }) => readyMs)),
            takesMessages
              ? spreadOf(results.map(({ acknowledgedMs }) => acknowledgedMs ?? Number.NaN))
              : '–',
            spreadOf(results.map(({ cpuMs }) => cpuMs)),
            spreadOf(results.map(({ walBytes }) => walBytes / 1_000_000)),
          ],
        })),
      },
    ],
    charts: [],
    budgets: [
      {
        what: 'cold start to ready',
        budget: `≤ ${BUDGET} × bare Fastify with the same database`,
        measured: `${median.toFixed(2)} ×`,
        isMet: median <= BUDGET,
      },
    ],
  };
}

const METHOD = `Before each start a relay is killed (SIGKILL) while ${WRITERS} visitors write as fast as they can, so that the
write-ahead log is not empty. Then a server is started on the same folder: "ready" is when it says that it listens; a visitor
who tries to connect every ${RETRY_MS} ms, with their token, sends a message as soon as they are welcomed, and its
acknowledgement says that it is on disk. Bare Fastify opens the same database with better-sqlite3, reads a row and listens.
The servers take turns, five times. The files are in the system's cache, as they are after a crash of the relay alone.`;

function bareFastify(dataDir: string, port: number): ServerOptions {
  const [, entry = ''] = process.argv;
  return {
    command: [process.execPath, entry, 'subprogram', 'bare-fastify'],
    env: { DATA_DIR: dataDir, PORT: String(port) },
    ready: /ready/,
  };
}

async function measure({ server, takesMessages }: Subject, dataDir: string): Promise<Start> {
  const port = await freePort();
  const visitor = await writeUntilKilled(dataDir, port);
  const walBytes = statSync(join(dataDir, 'counterbell.db-wal')).size;
  if (walBytes === 0) throw new Error('the relay was killed with an empty write-ahead log');
  const began = performance.now();
  const sinceBegan = (): number => performance.now() - began;
  const acknowledged = takesMessages ? untilAcknowledged(visitor).then(sinceBegan) : undefined;
  const running = await startServer(server(dataDir, port));
  const readyMs = sinceBegan();
  const acknowledgedMs = await acknowledged;
  const cpuMs = running.cpuSeconds() * 1_000;
  await running.kill();
  return { readyMs, acknowledgedMs, cpuMs, walBytes };
}

/** Gives back the line of a visitor who can come again. */
async function writeUntilKilled(dataDir: string, port: number): Promise<LinePlan> {
  const relay = await startCounterbell({ dataDir, port });
  const [visitor] = await relay.chats(1);
  if (!visitor) throw new Error('there is no visitor');
  const senders = await relay.senders(WRITERS);
  const run = { kind: 'closed', inFlight: IN_FLIGHT, warmUpSeconds: 1, seconds: 60 } as const;
  await new Promise<void>((resolve, reject) => {
    // The measured time begins when the warm-up ends: then all are writing.
    const whenWriting = (): number => {
      relay.kill().then(resolve, reject);
      return 0;
    };
    load({ senders, receivers: [], run }, whenWriting).catch(() => resolve());
  });
  return relay.senderOf(visitor);
}

/** Tries to connect until it can, writes a message, and resolves when it is acknowledged. */
async function untilAcknowledged(plan: LinePlan): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await writeOnce(plan);
    } catch (error) {
      if (performance.now() > until) throw error;
      await pass(RETRY_MS);
    }
  }
}

async function writeOnce(plan: LinePlan): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    openLine(plan, {
      onAcknowledged: () => resolve(),
      onDelivered: () => undefined,
      onNoted: () => undefined,
      onTaken: () => undefined,
      onClosed: (why) => reject(new Error(why)),
    }).then(({ template, send }) => {
      if (!template) return reject(new Error('the line has nothing to say'));
      const frame = Buffer.alloc(template.bytes);
      template.write(frame, 0, 0);
      send(frame);
    }, reject);
  });
}
