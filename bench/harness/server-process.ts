import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endsWithUs } from '../../test/helpers/ends-with-us.ts';
import { pinnedTo } from './cores.ts';
import { cpuSecondsOf, residentBytesOf } from './process-tree.ts';

/** A server on the server's core. */
export interface ServerProcess {
  readonly pid: number;
  cpuSeconds(): number;
  residentBytes(): number;
  /** Calls of fsync and fdatasync until now, where they are counted. */
  syncs(): number;
  /** What it wrote until now. */
  output(): string;
  /** SIGKILL, to it and all it started. */
  kill(): Promise<void>;
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What it writes once it serves. */
  readonly ready: RegExp;
  readonly slowSyncMs?: number | undefined;
  readonly countsSyncs?: boolean | undefined;
}

/** Starts a server; rejects with what it wrote when it ends before it is ready. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'counterbell-trace-'));
  const trace = join(folder, 'syncs');
  const [program = '', ...rest] = [
    ...pinnedTo('server'),
    ...tracer(options, trace),
    ...options.command,
  ];
  const child = endsWithUs(
    spawn(program, rest, {
      env: { PATH: process.env.PATH, HOME: folder, ...options.env },
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that all of it can be ended.
      detached: true,
    }),
  );
  const output = await whenReady(child, options.ready);
  const pid = child.pid ?? 0;

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      process.kill(-pid, signal);
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  }

  return {
    pid,
    cpuSeconds: () => cpuSecondsOf(pid),
    residentBytes: () => residentBytesOf(pid),
    syncs: () => (options.countsSyncs ? countSyncs(readFileSync(trace, 'utf8')) : 0),
    output,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** With --seccomp-bpf only the calls that are traced stop, so that all others cost what they always do. */
function tracer({ slowSyncMs, countsSyncs }: ServerOptions, file: string): string[] {
  if (slowSyncMs === undefined && !countsSyncs) return [];
  const traced = [
    'strace',
    '-f',
    '--seccomp-bpf',
    '-qq',
    '-o',
    file,
    '-e',
    'trace=fsync,fdatasync',
  ];
  if (slowSyncMs !== undefined) {
    traced.push('-e', `inject=fsync,fdatasync:delay_enter=${slowSyncMs * 1_000}`);
  }
  return traced;
}

/** A call that another thread interrupts is told in two lines; the second says `resumed`. */
function countSyncs(trace: string): number {
  return trace.match(/ (?:fsync|fdatasync)\(/g)?.length ?? 0;
}

async function whenReady(child: ChildProcess, ready: RegExp): Promise<() => string> {
  let written = '';
  await new Promise<void>((resolve, reject) => {
    const collect = (chunk: Buffer): void => {
      written += chunk.toString();
      if (ready.test(written)) resolve();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`the server ended with code ${code}: ${written.slice(0, 2_000)}`)),
    );
  });
  return () => written;
}
