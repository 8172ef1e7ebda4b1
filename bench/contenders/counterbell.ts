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

/** Of a message’s id, before the digits that count. */
export const ID_HEAD = '01990000-0000-7000-8000-';

const RELAY = 'dist/modules/server/cli/main.js';

/** A visitor whose chat an operator has joined. */
export interface ChatOfVisitor {
  readonly token: string;
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
  chats(count: number): Promise<readonly ChatOfVisitor[]>;
  /** A line on which a visitor writes on in their chat. */
  senderOf(visitor: ChatOfVisitor): LinePlan;
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
  options: StartOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<RunningCounterbell> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'counterbell-bench-')));
  const port = await freePort();
  const server = await startServer({
    command: [process.execPath, ...profile(), join(process.cwd(), RELAY), 'demo'],
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      FRAMES_PER_SECOND: '1000000',
      HELLOS_PER_SECOND: '1000000',
      ...env,
    },
    ready: /Counterbell is ready\./,
    slowSyncMs: options.slowSyncMs,
    countsSyncs: options.countsSyncs,
  });
  const url = `http://127.0.0.1:${port}`;
  const site = await demoSiteKey(url);
  const owner = await signIn(url, server.output());
  const made: ChatOfVisitor[] = [];

  function senderOf({ token, chat }: ChatOfVisitor): LinePlan {
    return {
      port,
      path: NAMES.visitorSocket,
      headers: { origin: 'http://localhost', 'sec-websocket-protocol': NAMES.subprotocol },
      opening: [{ say: JSON.stringify(helloTo(site, { token })), until: '"type":"welcome"' }],
      message: JSON.stringify(
        messageTo(chat, 'Do you ship teapots to Oslo, and how long?', `${ID_HEAD}{id}`),
      ),
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

  async function chats(count: number): Promise<readonly ChatOfVisitor[]> {
    const operator = await openLine(url, NAMES.operatorSocket, {
      origin: url,
      cookie: owner.cookie,
    });
    operator.say({ type: 'hello' });
    await operator.hear('welcome');
    const news: ChatOfVisitor[] = [];
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
    watcherOf,
    senders: async (count) => (await chats(count)).map(senderOf),
    receivers: async (count, senders) => {
      const watched = made.slice(-senders).map(({ chat }) => chat);
      return Array.from({ length: count }, () => watcherOf(watched));
    },
    async stop() {
      await server.stop();
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };

  async function newChat(at: string, key: string, operator: FrameLine): Promise<ChatOfVisitor> {
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

/** `PROFILE_INTO=FOLDER npm run bench -- NAME` leaves a profile of each relay there. */
function profile(): string[] {
  const folder = process.env.PROFILE_INTO;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
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
