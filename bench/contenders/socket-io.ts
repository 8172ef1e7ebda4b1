import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../test/helpers/free-port.ts';
import { lacksPeer, PEERS } from '../harness/peers.ts';
import { startServer } from '../harness/server-process.ts';
import type { LinePlan, Opening } from '../load/plan.ts';
import type { Contender, RunningContender, StartOptions } from './contender.ts';

const WORDS = 'Do you ship teapots to Oslo, and how long? {id}';
/** Before the digits that count, in the offset by which a repeat is known. */
const OFFSET = 'message-';

/** Socket.IO as its own tutorial stores messages, each with a commit of its own. */
export const socketIo: Contender = socketIoOf('Socket.IO, its guide', 'guide');

/** Socket.IO with all messages of a turn of the event loop in one commit. */
export const socketIoBatched: Contender = socketIoOf('Socket.IO, batched', 'batched');

function socketIoOf(name: string, kind: 'guide' | 'batched'): Contender {
  return {
    name,
    durability: 'power loss',
    lacks: () => lacksPeer('socket.io'),
    start: (options) => start(kind, options),
  };
}

async function start(
  kind: 'guide' | 'batched',
  { slowSyncMs, countsSyncs, dataDir }: StartOptions = {},
): Promise<RunningContender> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'socket-io-bench-')));
  const port = await freePort();
  const server = await startServer({
    command: [process.execPath, join(process.cwd(), PEERS, 'socket-io.mjs')],
    env: { PORT: String(port), DATA_DIR: folder, KIND: kind, NODE_ENV: 'production' },
    ready: /ready/,
    slowSyncMs,
    countsSyncs,
  });
  let rooms = 0;
  return {
    cpuSeconds: server.cpuSeconds,
    residentBytes: server.residentBytes,
    syncs: server.syncs,
    senders: async (count) =>
      Array.from({ length: count }, () => {
        rooms += 1;
        return senderIn(port, `room-${rooms}`);
      }),
    receivers: async (count) => {
      const all = Array.from({ length: rooms }, (_, index) => `room-${index + 1}`);
      return Array.from({ length: count }, () => receiverOf(port, all));
    },
    async stop() {
      await server.stop();
      if (!dataDir) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Packets of Engine.IO 4 and Socket.IO 5: `0` opens, `40` joins the namespace, `42` is an event, `43` its acknowledgement. */
function lineTo(port: number, opening: readonly Opening[]): LinePlan {
  return {
    port,
    path: '/socket.io/?EIO=4&transport=websocket',
    headers: {},
    opening: [{ say: '40', until: '40{' }, ...opening],
    answers: [{ when: '2', say: '3' }],
  };
}

function senderIn(port: number, room: string): LinePlan {
  return {
    ...lineTo(port, []),
    message: `421["chat message",${JSON.stringify(room)},${JSON.stringify(WORDS)},"${OFFSET}{id}"]`,
    acknowledged: `431["${OFFSET}`,
  };
}

function receiverOf(port: number, rooms: readonly string[]): LinePlan {
  const join = { say: `420["join",${JSON.stringify(rooms)}]`, until: '430["joined"]' };
  return { ...lineTo(port, [join]), delivered: `"${OFFSET}` };
}
