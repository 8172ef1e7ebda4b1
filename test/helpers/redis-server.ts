import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { newFolder, removeFolder } from './folders.ts';
import { freePort } from './free-port.ts';
import { waitUntil } from './wait-until.ts';

/** A redis-server of a test's own, on a free port of 127.0.0.1. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Ends it at once; `start` brings it back on the same port, with nothing of what it held. */
  kill(): Promise<void>;
  /** Ends it in order; `start` brings it back in the same way. */
  shutDown(): Promise<void>;
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
    await waitUntil('Redis answers', 10_000, async () => (await ask('PING')) === 'PONG');
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = running;
    running = undefined;
    if (!ending) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  }

  // A run that is ended by hand leaves nothing behind either.
  const killNow = () => void running?.kill('SIGKILL');
  process.once('exit', killNow);
  const kill = () => end('SIGKILL');
  await start();
  return {
    ...{ port, url: `redis://127.0.0.1:${port}`, ask, start, kill },
    shutDown: () => end('SIGTERM'),
    pause: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
    async stop() {
      await kill();
      process.off('exit', killNow);
      await removeFolder(folder);
    },
  };
}
