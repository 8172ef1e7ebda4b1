import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { endsWithUs } from '../helpers/ends-with-us.ts';
import { freePort } from '../helpers/free-port.ts';

/** Where a relay dies: at any moment, or at a named place around a commit. */
export const DEATHS = [
  'any-moment',
  'before-commit',
  'in-commit',
  'after-commit',
  'after-acknowledgement',
] as const;
export type Death = (typeof DEATHS)[number];

/** How a process ended: one of both. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A relay of its own process, which ends and is started again on the same port. */
export interface RelayProcess {
  readonly port: number;
  readonly url: string;
  /** Of the first start. */
  readonly ownerLink: string;
  /** Resolves when the process has ended, however it did. */
  ended(): Promise<Ending>;
  /** Sends it a signal, and resolves when it has ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts it again; with a death other than `any-moment` it ends by itself at the n-th commit. */
  start(death: Death, nth: number): Promise<void>;
}

export interface RelayProcessOptions {
  /** The project's folder, where the built relay is. */
  readonly root: string;
  /** Settings besides HOST, PORT and LOG_LEVEL. */
  readonly env: Readonly<Record<string, string>>;
  /** Whose commits it dies in: SQLite's as strace kills it on its way into fsync, Postgres's as they are on their way there. */
  readonly engine: 'sqlite' | 'postgres';
}

/** A process that neither became ready nor ended by then does neither. */
const READY_WITHIN_MS = 60_000;

export async function startRelayProcess(options: RelayProcessOptions): Promise<RelayProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  let output = '';

  async function start(death: Death, nth: number): Promise<void> {
    const [command = '', ...rest] = commandFor(options, death, nth);
    const started = endsWithUs(
      spawn(command, rest, {
        cwd: options.root,
        env: {
          PATH: process.env.PATH,
          HOST: '127.0.0.1',
          PORT: String(port),
          LOG_LEVEL: 'silent',
          FAIL_AT: `${death}:${nth}`,
          ...options.env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    child = started;
    output = '';
    await new Promise<void>((resolve, reject) => {
      const patience = setTimeout(() => {
        reject(new Error(`the relay neither became ready nor ended: ${output.slice(0, 2_000)}`));
        started.kill('SIGKILL');
      }, READY_WITHIN_MS);
      const collect = (chunk: Buffer) => {
        output += chunk.toString();
        if (!output.includes('Counterbell is ready.')) return;
        clearTimeout(patience);
        resolve();
      };
      started.stdout.on('data', collect);
      started.stderr.on('data', collect);
      started.once('exit', (code, signal) => {
        clearTimeout(patience);
        // It may die at its fail-point before it is ready.
        if (signal === 'SIGKILL') resolve();
        else reject(new Error(`the relay ended with ${code ?? signal}: ${output.slice(0, 2_000)}`));
      });
    });
  }

  async function ended(): Promise<Ending> {
    const running = child;
    if (!running) throw new Error('the relay was never started');
    if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
    return { code: running.exitCode, signal: running.signalCode };
  }

  await start('any-moment', 0);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    ownerLink: /^ *Owner link +(\S+)/m.exec(output)?.[1] ?? '',
    ended,
    async end(signal) {
      child?.kill(signal);
      await ended();
    },
    start,
  };
}

function commandFor(
  { root, engine }: RelayProcessOptions,
  death: Death,
  nth: number,
): readonly string[] {
  const main = join(root, 'dist/relay/main.js');
  const failPoints = join(root, 'test/chaos/fail-points.mjs');
  const node = [process.execPath, '--import', failPoints, main, 'demo'];
  if (engine === 'postgres' || death !== 'in-commit') return node;
  // -D: strace runs beside the relay, so that the process started here is the relay itself.
  const strace = ['strace', '-D', '-f', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e'];
  return [...strace, `inject=fsync,fdatasync:signal=KILL:when=${nth}`, ...node];
}
