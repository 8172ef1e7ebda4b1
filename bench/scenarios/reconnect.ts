import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatId, EventId, OperatorId } from '../../protocol/index.ts';
import { type AppendRequest, openStorage } from '../../server/storage/index.ts';
import { message, newEventId, oneMore } from '../../test/contracts/storage-fixtures.ts';
import { startCounterbell } from '../contenders/counterbell.ts';
import { relayServer } from '../contenders/relay-server.ts';
import { spreadOf } from '../harness/repeat.ts';
import { startServer } from '../harness/server-process.ts';
import { ask, forkClient } from '../load/fork-client.ts';
import type { FromVisitors, Returned, ToVisitors } from '../load/returning-visitors.ts';
import { tell } from '../report/progress.ts';
import type { Chart, Report } from '../report/report.ts';

const MISSED = 2;
const WITHIN_MS = 180_000;
/** Rows of one commit where the missed messages are written. */
const BATCH = 500;

/** The relay dies and comes again, and with it everybody who was connected. */
export async function reconnect({ short }: { short: boolean }): Promise<Report> {
  const visitors = short ? 400 : 10_000;
  const outcome = await killAndReturn(visitors);
  const { returned, startedAt, killedAt, readyAt, serverCpuSeconds } = outcome;
  const { caughtUpAt, lost, doubled, clientCpuSeconds, heldUpMs } = returned;
  if (lost + doubled > 0) {
    throw new Error(`${lost} messages lost, ${doubled} doubled after the relay came back`);
  }
  const after = (share: number) =>
    ((caughtUpAt[Math.ceil(caughtUpAt.length * share) - 1] ?? Number.NaN) - startedAt) / 1_000;
  return {
    name: 'reconnect',
    title: 'After the relay was killed',
    method: methodOf(visitors),
    tables: [
      {
        caption: `${visitors} visitors come back, seconds since the relay was started again`,
        rowsAre: 'run',
        columns: ['ready', 'half', '95 %', '99 %', 'all', 'lost', 'doubled'],
        rows: [
          {
            name: 'once',
            cells: [
              spreadOf([(readyAt - startedAt) / 1_000]),
              ...[0.5, 0.95, 0.99, 1].map((share) => spreadOf([after(share)])),
              lost,
              doubled,
            ],
          },
        ],
      },
      {
        caption: 'What it costs',
        rowsAre: 'run',
        columns: [
          'down before the start, s',
          'server CPU until all were back, s',
          'server CPU per visitor, ms',
          'CPU of all visitors together, s',
          'their event loop was held up, p99, ms',
        ],
        rows: [
          {
            name: 'once',
            cells: [
              spreadOf([(startedAt - killedAt) / 1_000]),
              spreadOf([serverCpuSeconds]),
              spreadOf([(serverCpuSeconds / visitors) * 1_000]),
              spreadOf([clientCpuSeconds]),
              spreadOf([heldUpMs]),
            ],
          },
        ],
      },
    ],
    charts: [chartOf(caughtUpAt, startedAt)],
    budgets: [],
  };
}

function methodOf(visitors: number): string {
  return `${visitors} visitors with a chat each, all in one process and with the project's own client, are connected when the
relay is killed (SIGKILL). While it is down, ${MISSED} messages of an operator are written into each chat's log through the
relay's own storage, as nobody can be missed by somebody who is connected; then the relay is started again with production's
limits, also on how many it lets in a second. The clients know nothing of it: they try again by themselves, with their
delay that doubles up to 30 s and full jitter, or when the relay tells them to. A visitor is back when it was welcomed and has
both messages. Server CPU is that of the new process, with its own start. The clients' process has one core: where it is
busy throughout, the times are the clients' too.`;
}

interface Outcome {
  /** All in milliseconds since 1970. */
  readonly killedAt: number;
  readonly startedAt: number;
  readonly readyAt: number;
  readonly serverCpuSeconds: number;
  readonly returned: Returned;
}

async function killAndReturn(count: number): Promise<Outcome> {
  const dataDir = await mkdtemp(join(tmpdir(), 'counterbell-bench-'));
  const clients = forkClient('returning-visitors');
  const say = (task: ToVisitors) => ask<FromVisitors>(clients, task);
  try {
    tell(`${count} visitors come`);
    const first = await startCounterbell({ dataDir });
    const here = await say({ do: 'come', relay: first.url, site: first.site, count });
    if (here.type !== 'here') throw new Error('the visitors did not come');
    const { body: operator } = await first.owner.call('GET', '/session');

    tell('the relay is killed');
    const killedAt = Date.now();
    await first.kill();
    const back = say({ do: 'return', missed: MISSED, withinMs: WITHIN_MS });
    await writeMissed(dataDir, here.chats, operator.id);
    const startedAt = Date.now();
    // What is empty is production's.
    const env = { FRAMES_PER_SECOND: '', HELLOS_PER_SECOND: '' };
    const second = await startServer(relayServer({ dataDir, port: first.port, env }));
    const readyAt = Date.now();
    tell('the relay is back');
    const told = await back;
    const serverCpuSeconds = second.cpuSeconds();
    clients.kill();
    await second.stop();
    if (told.type !== 'back') throw new Error('the visitors did not come back');
    return { killedAt, startedAt, readyAt, serverCpuSeconds, returned: told.returned };
  } finally {
    clients.kill();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function writeMissed(
  dataDir: string,
  chats: readonly ChatId[],
  operator: OperatorId,
): Promise<void> {
  const storage = await openStorage({ dataDir });
  const all = chats.flatMap((chat) =>
    Array.from({ length: MISSED }, (_, nth) => missedMessage(chat, operator, newEventId(), nth)),
  );
  for (let from = 0; from < all.length; from += BATCH) {
    const results = await storage.append(all.slice(from, from + BATCH));
    if (results.some(({ outcome }) => outcome !== 'appended')) {
      throw new Error('a message that is to be missed was refused');
    }
  }
  await storage.close();
}

function missedMessage(
  chat: ChatId,
  operator: OperatorId,
  id: EventId,
  nth: number,
): AppendRequest {
  const body = message(`We ship to Oslo every Tuesday, number ${nth + 1}.`);
  return {
    target: { chat },
    authorId: operator,
    id,
    sentBody: body,
    decide: (found) => {
      if (!found) throw new Error(`there is no chat ${chat}`);
      const author = { author_role: 'operator', author_id: operator } as const;
      return oneMore(found, { id, body, at: Date.now(), ...author });
    },
  };
}

/** How many are back, at a hundred moments. */
function chartOf(caughtUpAt: readonly number[], startedAt: number): Chart {
  const end = (caughtUpAt.at(-1) ?? startedAt) - startedAt;
  const points = Array.from({ length: 101 }, (_, index) => {
    const ms = (end * index) / 100;
    const back = caughtUpAt.filter((at) => at - startedAt <= ms).length;
    return [ms / 1_000, (back / caughtUpAt.length) * 100] as const;
  });
  return {
    kind: 'lines',
    file: 'reconnect',
    title: 'Visitors who are back',
    unit: '%',
    xTitle: 'seconds since the relay was started again',
    lines: [{ name: 'Counterbell', isOurs: true, points }],
  };
}
