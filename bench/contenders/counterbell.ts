import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatId } from '../../protocol/index.ts';
import { NAMES } from '../../protocol/index.ts';
import {
  becomeOwner,
  type ConsoleApi,
  consoleApi,
  cookieOf,
  PASSWORD,
} from '../../test/helpers/console-api.ts';
import { demoSiteKey } from '../../test/helpers/demo-site.ts';
import { type FrameLine, helloTo, messageTo, openLine } from '../../test/helpers/frame-line.ts';
import { freePort } from '../../test/helpers/free-port.ts';
import { visitorArrives } from '../../test/helpers/people.ts';
import { startServer } from '../harness/server-process.ts';
import type { LinePlan } from '../load/plan.ts';
import type { Contender, RunningContender, StartOptions } from './contender.ts';
import { relayServer } from './relay-server.ts';

/** Of a message’s id, before the digits that count; of a time to come, since the relay looks less closely at what comes late. */
export const ID_HEAD = '7fff0000-0000-7000-8000-';

/** In the frame of an inbox's row. */
export const ROW_MARK = '{"type":"chat",';

const WORDS = 'Do you ship teapots to Oslo, and how long? {id}';

/** A visitor and where they write. */
export interface ChatOfVisitor {
  readonly token: string;
  /** `new`: the one they have open, or one that their first message makes. */
  readonly chat: ChatId | 'new';
}

/** A visitor whose chat an operator has joined. */
export interface JoinedChat extends ChatOfVisitor {
  readonly chat: ChatId;
}

/** Counterbell's relay, with what only its own benchmarks ask for. */
export interface RunningCounterbell extends RunningContender {
  readonly url: string;
  readonly port: number;
  readonly site: string;
  readonly owner: ConsoleApi;
  readonly dataDir: string;
  /** SIGKILL. The folder stays. */
  kill(): Promise<void>;
  /** Visitors with a chat each, all of them joined by the owner. */
  chats(count: number): Promise<readonly JoinedChat[]>;
  /** A line on which a visitor writes on in their chat; of the demo's site unless it says which. */
  senderOf(visitor: ChatOfVisitor, site?: string): LinePlan;
  /** A line on which somebody new comes, and says nothing. */
  newcomer(): LinePlan;
  /** A line on which the owner watches these chats. */
  watcherOf(chats: readonly ChatId[]): LinePlan;
}

export const counterbell: Contender = {
  name: 'Counterbell',
  durability: 'power loss',
  lacks: () => undefined,
  start: (options) => startCounterbell(options),
};

/** Starts the built relay on SQLite. `env` adds to settings that let a few clients do what many would. */
export async function startCounterbell(
  options: StartOptions & { readonly port?: number } = {},
  env: Readonly<Record<string, string>> = {},
): Promise<RunningCounterbell> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'counterbell-bench-')));
  const port = options.port ?? (await freePort());
  const server = await startServer(relayServer({ dataDir, port, env, options }));
  const url = `http://127.0.0.1:${port}`;
  const site = await demoSiteKey(url);
  const owner = await signIn(url, server.output());
  const made: JoinedChat[] = [];

  function arrival(hello: object): LinePlan {
    return {
      port,
      path: NAMES.visitorSocket,
      headers: { origin: 'http://localhost', 'sec-websocket-protocol': NAMES.subprotocol },
      opening: [{ say: JSON.stringify(hello), until: '"type":"welcome"' }],
    };
  }

  function senderOf({ token, chat }: ChatOfVisitor, key = site): LinePlan {
    return {
      ...arrival(helloTo(key, { token })),
      message: JSON.stringify(messageTo(chat, WORDS, `${ID_HEAD}{id}`)),
      acknowledged: `{"type":"sent","id":"${ID_HEAD}`,
    };
  }

  function watcherOf(chats: readonly ChatId[]): LinePlan {
    return {
      port,
      path: NAMES.operatorSocket,
      headers: {
        origin: url,
        cookie: owner.cookie,
        'sec-websocket-protocol': NAMES.subprotocol,
      },
      opening: [
        { say: JSON.stringify({ type: 'hello' }), until: '"type":"welcome"' },
        ...chats.map((chat) => ({
          say: JSON.stringify({ type: 'watch', chat, after: 0, epoch: '' }),
          until: `{"type":"event","chat":"${chat}"`,
        })),
      ],
      delivered: `"id":"${ID_HEAD}`,
    };
  }

  async function chats(count: number): Promise<readonly JoinedChat[]> {
    const operator = await openLine(url, NAMES.operatorSocket, {
      origin: url,
      cookie: owner.cookie,
    });
    operator.say({ type: 'hello' });
    await operator.hear('welcome');
    const news: JoinedChat[] = [];
    for (let nth = 0; nth < count; nth += 1) news.push(await newChat(url, site, operator));
    await operator.hangUp();
    made.push(...news);
    return news;
  }

  return {
    url,
    port,
    site,
    owner,
    dataDir,
    cpuSeconds: server.cpuSeconds,
    residentBytes: server.residentBytes,
    syncs: server.syncs,
    kill: server.kill,
    chats,
    senderOf,
    newcomer: () => arrival(helloTo(site)),
    watcherOf,
    senders: async (count) => (await chats(count)).map((one) => senderOf(one)),
    receivers: async (count, senders) => {
      const watched = made.slice(-senders).map(({ chat }) => chat);
      return Array.from({ length: count }, () => watcherOf(watched));
    },
    async stop() {
      await server.stop();
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };

  async function newChat(at: string, key: string, operator: FrameLine): Promise<JoinedChat> {
    const visitor = await visitorArrives(at, key);
    const { chat } = await visitor.writes('Good morning!');
    const joined = { type: 'send', id: messageTo(chat, '').id, chat, event: { kind: 'joined' } };
    operator.say(joined);
    await operator.hear('sent', ({ id }) => id === joined.id);
    await visitor.line.hangUp();
    if (!visitor.token) throw new Error('the relay gave a new visitor no token');
    return { token: visitor.token, chat };
  }
}

async function signIn(url: string, output: string): Promise<ConsoleApi> {
  const ownerLink = /^ *Owner link +(\S+)/m.exec(output)?.[1];
  if (ownerLink) return becomeOwner({ url, ownerLink });
  const signedIn = await consoleApi(url).call('POST', '/session', {
    email: 'olga@example.org',
    password: PASSWORD,
  });
  return consoleApi(url, cookieOf(signedIn));
}
