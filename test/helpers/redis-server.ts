import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { vi } from 'vitest';
import { newFolder, removeFolder } from './folders.ts';

/** A redis-server of a test's own, on a free port of 127.0.0.1. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Ends it at once; `start` brings it back on the same port, with nothing of what it held. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Lets it hang with its connections open, as a machine that swaps does. */
  pause(): void;
  resume(): void;
  /** Asks it something. */
  ask(command: string, ...args: (string | number)[]): Promise<unknown>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** How to start one. */
export interface RedisServerOptions {
  /** Lines of its settings besides port and folder. */
  readonly settings?: readonly string[];
  readonly isSentinel?: boolean;
  /** For `ask`, where the settings ask for one. */
  readonly password?: string;
}

const PATIENCE = { timeout: 10_000, interval: 20 };

/** Starts a server and waits until it answers. */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = await newFolder();
  const port = await freePort();
  const file = join(folder, 'redis.conf');
  const settings = ['bind 127.0.0.1', `port ${port}`, `dir ${folder}`, ...(options.settings ?? [])];
  // Sentinel writes on into this file.
  await writeFile(file, `${settings.join('\n')}\n`);
  const args = options.isSentinel
    ? [file, '--sentinel']
    : [file, '--save', '', '--appendonly', 'no'];
  let running: ChildProcess | undefined;

  async function ask(command: string, ...args: (string | number)[]): Promise<unknown> {
    const password = options.password === undefined ? {} : { password: options.password };
    const asking = new Redis({
      ...{ host: '127.0.0.1', port, lazyConnect: true, retryStrategy: null },
      ...{ enableReadyCheck: false, replyMapping: 'legacy', ...password },
    });
    // Told by the rejection of what is asked.
    asking.on('error', () => undefined);
    try {
      await asking.connect();
      return await asking.call(command, ...args);
    } finally {
      asking.disconnect();
    }
  }

  async function start(): Promise<void> {
    running = spawn('redis-server', args, { stdio: 'ignore' });
    await vi.waitFor(() => ask('PING'), PATIENCE);
  }

  async function kill(): Promise<void> {
    const ending = running;
    running = undefined;
    if (!ending) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGKILL');
    await ended;
  }

  // A run that is ended by hand leaves nothing behind either.
  const killNow = () => void running?.kill('SIGKILL');
  process.once('exit', killNow);
  await start();
  return {
    ...{ port, url: `redis://127.0.0.1:${port}`, ask, start, kill },
    pause: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
    async stop() {
      await kill();
      process.off('exit', killNow);
      await removeFolder(folder);
    },
  };
}

/** A cluster of three masters. */
export interface RedisCluster {
  readonly url: string;
  readonly masters: readonly RedisServer[];
  stop(): Promise<void>;
}

/** Starts a cluster and waits until its masters know one another. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const servers = await Promise.all(
    ['0-5460', '5461-10922', '10923-16383'].map(async (slots) => {
      const bus = await freePort();
      const settings = ['cluster-enabled yes', `cluster-port ${bus}`, 'cluster-node-timeout 2000'];
      const server = await startRedisServer({ settings });
      await server.ask('CLUSTER', 'ADDSLOTSRANGE', ...slots.split('-'));
      return { server, bus };
    }),
  );
  const [first, ...others] = servers;
  for (const { server, bus } of others) {
    await first?.server.ask('CLUSTER', 'MEET', '127.0.0.1', server.port, bus);
  }
  for (const { server } of servers) {
    await vi.waitFor(async () => {
      const info = String(await server.ask('CLUSTER', 'INFO'));
      if (!/cluster_state:ok/.test(info) || !/cluster_known_nodes:3/.test(info))
        throw new Error(info);
    }, PATIENCE);
  }
  const masters = servers.map(({ server }) => server);
  return {
    url: `redis+cluster://${masters.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    masters,
    async stop() {
      await Promise.all(masters.map((master) => master.stop()));
    },
  };
}

/** A master, its replica, and a sentinel that puts the one in the other's place. */
export interface RedisSentinel {
  readonly url: string;
  readonly master: RedisServer;
  readonly replica: RedisServer;
  stop(): Promise<void>;
}

/** Starts the three and waits until they know one another. A failover takes a second or two from then on. */
export async function startRedisSentinel(): Promise<RedisSentinel> {
  const master = await startRedisServer({ settings: ['repl-diskless-sync-delay 0'] });
  const replica = await startRedisServer({ settings: [`replicaof 127.0.0.1 ${master.port}`] });
  await vi.waitFor(async () => {
    const info = String(await replica.ask('INFO', 'replication'));
    if (!/master_link_status:up/.test(info)) throw new Error(info);
  }, PATIENCE);
  // Last, because it asks the master for its replicas at once, and then only every ten seconds.
  const sentinel = await startRedisServer({
    isSentinel: true,
    settings: [
      `sentinel monitor chat 127.0.0.1 ${master.port} 1`,
      'sentinel down-after-milliseconds chat 500',
      'sentinel failover-timeout chat 2000',
    ],
  });
  await vi.waitFor(
    async () => {
      const replicas = await sentinel.ask('SENTINEL', 'REPLICAS', 'chat');
      if (!Array.isArray(replicas) || replicas.length === 0) throw new Error('not yet');
    },
    { ...PATIENCE, timeout: 15_000 },
  );
  return {
    ...{ url: `redis+sentinel://127.0.0.1:${sentinel.port}/chat`, master, replica },
    async stop() {
      await Promise.all([sentinel, replica, master].map((server) => server.stop()));
    },
  };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');
  return address.port;
}
