import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const MAIN = join(import.meta.dirname, '../../dist/relay/main.js');
const run = promisify(execFile);

/** What a command wrote, and how it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the built relay with these settings alone. */
export async function counterbell(
  settings: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<Ended> {
  try {
    const env = { PATH: process.env.PATH, PORT: '0', ...settings };
    return { code: 0, ...(await run(process.execPath, [MAIN, ...args], { env })) };
  } catch (error) {
    return error as Ended; // what execFile rejects with
  }
}

/** Begins a command that is killed before it ends; its standard error is for whoever watches it. */
export function beginCounterbell(
  settings: Readonly<Record<string, string>>,
  ...args: string[]
): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
