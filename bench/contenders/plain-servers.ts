import { uuidv7 } from 'uuidv7';
import type { ChatId } from '../../protocol/index.ts';
import { messageTo } from '../../test/helpers/frame-line.ts';
import { freePort } from '../../test/helpers/free-port.ts';
import { startServer } from '../harness/server-process.ts';
import type { LinePlan } from '../load/plan.ts';
import type { Contender } from './contender.ts';
import { ID_HEAD } from './counterbell.ts';

const WORDS = 'Do you ship teapots to Oslo, and how long?';

/** What a WebSocket costs by itself: every frame comes back. */
export const wsEcho: Contender = {
  name: 'ws echo',
  durability: 'memory',
  lacks: () => undefined,
  start: () =>
    startPlain('ws-echo', (port) => ({
      sender: () => ({
        port,
        path: '/',
        headers: {},
        opening: [],
        message: messageOf(uuidv7() as ChatId), // a UUID is what the brand stands for
        acknowledged: `"id":"${ID_HEAD}`,
      }),
      receiver: undefined,
    })),
};

/** A relay that checks, acknowledges and hands on, and stores nothing. */
export const plainRelay: Contender = {
  name: 'relay that stores nothing',
  durability: 'memory',
  lacks: () => undefined,
  start: () =>
    startPlain('plain-relay', (port) => ({
      sender: () => ({
        port,
        path: '/',
        headers: {},
        opening: [],
        message: messageOf(uuidv7() as ChatId), // as above
        acknowledged: `{"type":"sent","id":"${ID_HEAD}`,
      }),
      receiver: () => ({
        port,
        path: '/operator',
        headers: {},
        opening: [],
        delivered: `"id":"${ID_HEAD}`,
      }),
    })),
};

interface Plans {
  readonly sender: () => LinePlan;
  readonly receiver: (() => LinePlan) | undefined;
}

async function startPlain(subprogram: string, plansAt: (port: number) => Plans) {
  const port = await freePort();
  const [, entry = ''] = process.argv;
  const server = await startServer({
    command: [process.execPath, entry, 'subprogram', subprogram],
    env: { PORT: String(port) },
    ready: /ready/,
  });
  const { sender, receiver } = plansAt(port);
  return {
    cpuSeconds: server.cpuSeconds,
    residentBytes: server.residentBytes,
    syncs: server.syncs,
    senders: async (count: number) => Array.from({ length: count }, sender),
    receivers: async (count: number) => (receiver ? Array.from({ length: count }, receiver) : []),
    stop: server.stop,
  };
}

function messageOf(chat: ChatId): string {
  return JSON.stringify(messageTo(chat, WORDS, `${ID_HEAD}{id}`));
}
