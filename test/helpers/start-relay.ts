import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRelay } from '../../server/app/index.ts';
import { readSettings } from '../../server/config/index.ts';
import { endsWithUs } from './ends-with-us.ts';
import { freePort } from './free-port.ts';
import { startNodes } from './start-nodes.ts';

/** What a test may say about its relay. */
export interface TestRelayOptions {
  /** Serves the demo pages and makes the demo site. Default: false. */
  readonly demo?: boolean;
  /** What is tested is one relay's own, such as its disk or its metrics: never several nodes. Default: false. */
  readonly alone?: boolean;
  /** Settings beside the test's own: HOST, PORT, DATA_DIR, LOG_LEVEL. */
  readonly env?: Readonly<Record<string, string>>;
  /** Of a spawned relay: no file may grow beyond so many kilobytes, as on a disk that has no more room. */
  readonly largestFileKb?: number;
  /** A folder that another relay of the test has used; it is not removed. Default: a new one. */
  readonly dataDir?: string;
}

/** A real relay on 127.0.0.1 with a folder of its own. */
export interface TestRelay {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly ownerLink: string | undefined;
  readonly dataDir: string;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
  /** Stops it and starts it again on the same folder and port. */
  restart(): Promise<void>;
}

/** With TEST_NODES above 1, what a test takes for a relay is so many nodes behind one address. */
const NODES = Number(process.env.TEST_NODES ?? 1);

/** Starts a relay in this process. */
export async function startTestRelay(options: TestRelayOptions = {}): Promise<TestRelay> {
  return NODES > 1 && !options.alone ? severalNodes(options) : oneRelay(options);
}

async function severalNodes({ demo = false, env = {} }: TestRelayOptions): Promise<TestRelay> {
  return Object.assign(await startNodes(NODES, { demo, env }), { dataDir: '' });
}

async function oneRelay(options: TestRelayOptions): Promise<TestRelay> {
  const dataDir = options.dataDir ?? (await newDataDir());
  let relay = await start(await freePort());

  function start(port: number) {
    return startRelay(readSettings(environmentFor(options, dataDir, port)), {
      demo: options.demo ?? false,
    });
  }

  return {
    url: `http://127.0.0.1:${relay.port}`,
    port: relay.port,
    get ownerLink() {
      return relay.ownerLink;
    },
    dataDir,
    async stop() {
      await relay.close();
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
    async restart() {
      await relay.close();
      relay = await start(relay.port);
    },
  };
}

/** A relay in a process of its own, which can be killed. */
export interface SpawnedRelay extends TestRelay {
  /** Of the process that runs now. */
  readonly pid: number;
  /** SIGKILL: nothing is flushed, no socket is closed in words. `restart` starts it again. */
  kill(): Promise<void>;
  /** What it wrote to standard output and standard error since its last start. */
  output(): string;
}

/** Starts the built relay as a child process. `npm run build` must have run. */
export async function spawnRelay(options: TestRelayOptions = {}): Promise<SpawnedRelay> {
  const dataDir = options.dataDir ?? (await newDataDir());
  const port = await freePort();
  let run = await startProcess(options, dataDir, port);

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (run.child.exitCode !== null || run.child.signalCode !== null) return;
    const ended = once(run.child, 'exit');
    run.child.kill(signal);
    await ended;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get ownerLink() {
      return /^ *Owner link +(\S+)/m.exec(run.output())?.[1];
    },
    dataDir,
    get pid() {
      return run.child.pid ?? 0;
    },
    output: () => run.output(),
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
    async restart() {
      await end('SIGTERM');
      run = await startProcess(options, dataDir, port);
    },
  };
}

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
}

async function startProcess(
  options: TestRelayOptions,
  dataDir: string,
  port: number,
): Promise<Run> {
  // Tests and benchmarks run in the project's folder.
  const main = join(process.cwd(), 'dist/relay/main.js');
  const { largestFileKb } = options;
  const program = [process.execPath, main, options.demo ? 'demo' : 'serve'];
  const limited = ['sh', '-c', `ulimit -f ${(largestFileKb ?? 0) * 2}; exec "$0" "$@"`, ...program];
  const [command = '', ...words] = largestFileKb === undefined ? program : limited;
  const child = endsWithUs(
    spawn(command, words, {
      env: { PATH: process.env.PATH, ...environmentFor(options, dataDir, port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  let written = '';
  await new Promise<void>((resolve, reject) => {
    const collect = (chunk: Buffer): void => {
      written += chunk.toString();
      if (written.includes('Counterbell is ready.')) resolve();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('exit', (code) =>
      reject(new Error(`the relay ended with code ${code}: ${written.slice(0, 2_000)}`)),
    );
  });
  return { child, output: () => written };
}

function environmentFor(options: TestRelayOptions, dataDir: string, port: number) {
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    ...options.env,
  };
}

function newDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'counterbell-'));
}
