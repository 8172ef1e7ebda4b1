import { uuidv7 } from 'uuidv7';
import type { ChatId } from '../../protocol/index.ts';
import { messageTo } from '../../test/helpers/frame-line.ts';
import { freePort } from '../../test/helpers/free-port.ts';
import { startServer } from '../harness/server-process.ts';
import type { LinePlan } from '../load/plan.ts';
import type { Contender } from './contender.ts';
import { ID_HEAD } from './counterbell.ts';

const WORDS = 'Do you ship teapots to Oslo, and how long? {id}';

/** What a WebSocket costs by itself: every frame comes back. */
export const wsEcho = plainServer({
  name: 'ws echo',
  subprogram: 'ws-echo',
  acknowledged: `"id":"${ID_HEAD}`,
});

/** A relay that checks, acknowledges and hands on, and stores nothing. */
export const plainRelay = plainServer({
  name: 'relay that stores nothing',
  subprogram: 'plain-relay',
  acknowledged: `{"type":"sent","id":"${ID_HEAD}`,
  operators: '/operator',
});

interface PlainServer {
  readonly name: string;
  readonly subprogram: string;
  readonly acknowledged: string;
  /** Path at which all messages are handed on; none where they are not. */
  readonly operators?: string;
}

function plainServer({ name, subprogram, acknowledged, operators }: PlainServer): Contender {
  return {
    name,
    durability: 'memory',
    lacks: () => undefined,
    async start() {
      const port = await freePort();
      const [, entry = ''] = process.argv;
      const { cpuSeconds, residentBytes, syncs, stop } = await startServer({
        command: [process.execPath, entry, 'subprogram', subprogram],
        env: { PORT: String(port) },
        ready: /ready/,
      });
      const lines = (count: number, line: () => LinePlan) => Array.from({ length: count }, line);
      const plain = { port, headers: {}, opening: [] };
      const sender = () => ({ ...plain, path: '/', message: messageToSome(), acknowledged });
      return {
        cpuSeconds,
        residentBytes,
        syncs,
        senders: async (count) => lines(count, sender),
        receivers: async (count) =>
          operators
            ? lines(count, () => ({ ...plain, path: operators, delivered: `"id":"${ID_HEAD}` }))
            : [],
        stop,
      };
    },
  };
}

function messageToSome(): string {
  const chat = uuidv7() as ChatId; // a UUID is what the brand stands for
  return JSON.stringify(messageTo(chat, WORDS, `${ID_HEAD}{id}`));
}
