import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
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

/** A relay of its own process, which dies and is started again on the same folder and port. */
export interface RelayProcess {
  readonly port: number;
  readonly url: string;
  /** Of the first start. */
  readonly ownerLink: string;
  /** Resolves when the process has ended, however it did. */
  ended(): Promise<void>;
  kill(): Promise<void>;
  /** Starts it again; with a death other than `any-moment` it ends by itself at the n-th commit. */
  start(death: Death, nth: number): Promise<void>;
}

/** Whether `in-commit` can be done: strace kills the process as it enters fsync. */
export const hasStrace = spawnSync('strace', ['-V']).status === 0;

export async function startRelayProcess(root: string, dataDir: string): Promise<RelayProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  let output = '';

  async function start(death: Death, nth: number): Promise<void> {
    const main = join(root, 'dist/modules/server/cli/main.js');
    const failPoints = join(root, 'test/chaos/fail-points.mjs');
    const node = [
      process.execPath,
      ...(process.env.PROF ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : []),
      '--import',
      failPoints,
      main,
      'demo',
    ];
    // -D: strace runs beside the relay, so that the process started here is the relay itself.
    const strace = ['strace', '-D', '-f', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e'];
    const inject = [...strace, `inject=fsync,fdatasync:signal=KILL:when=${nth}`];
    const [command = '', ...rest] = death === 'in-commit' ? [...inject, ...node] : node;
    const started = spawn(command, rest, {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: dataDir,
        LOG_LEVEL: 'silent',
        FAIL_AT: `${death}:${nth}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    output = '';
    await new Promise<void>((resolve, reject) => {
      const collect = (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Counterbell is ready.')) resolve();
      };
      started.stdout.on('data', collect);
      started.stderr.on('data', collect);
      started.once('exit', (code, signal) => {
        // It may die at its fail-point before it is ready.
        if (signal === 'SIGKILL') resolve();
        else reject(new Error(`the relay ended with ${code ?? signal}: ${output.slice(0, 2_000)}`));
      });
    });
  }

  async function ended(): Promise<void> {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    await once(running, 'exit');
  }

  await start('any-moment', 0);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    ownerLink: /^ *Owner link +(\S+)/m.exec(output)?.[1] ?? '',
    ended,
    async kill() {
      if (process.env.PROF) {
        child?.kill('SIGTERM');
        await ended();
        return;
      }
      child?.kill('SIGKILL');
      await ended();
    },
    start,
  };
}
