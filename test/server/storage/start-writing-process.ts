import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { onTestFinished } from 'vitest';

/** Inside the project, so that the process finds its dependencies. */
const PLACE = join(import.meta.dirname, '../../../node_modules/.cache');
const SOURCE = join(import.meta.dirname, 'writing-process.ts');

/** Another process that writes to a folder until it is killed. */
export interface WritingProcess {
  /** Resolves with the number it committed once that is at least `number`; rejects when the process ends before. */
  hasWritten(number: number): Promise<number>;
  /** Ends it by SIGKILL, as a crash would; gives back the last number that it said was committed. */
  kill(): Promise<number>;
}

/** Builds and starts it on a data folder. */
export async function startWritingProcess(dataDir: string): Promise<WritingProcess> {
  await mkdir(PLACE, { recursive: true });
  const outDir = await mkdtemp(join(PLACE, 'writing-process-'));
  onTestFinished(() => rm(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: SOURCE, outDir, rolldownOptions: { output: { entryFileNames: 'main.mjs' } } },
  });
  const child = spawn(process.execPath, [join(outDir, 'main.mjs'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return follow(child);
}

function follow(child: ChildProcess): WritingProcess {
  if (!child.stdout) throw new Error('started without a pipe');
  const lines = createInterface({ input: child.stdout });
  const ended = once(lines, 'close');
  let last = 0;
  lines.on('line', (line) => {
    last = Number(line);
  });
  return {
    async hasWritten(number) {
      while (last < number) {
        const isOver = await Promise.race([
          once(lines, 'line').then(() => false),
          ended.then(() => true),
        ]);
        if (isOver) throw new Error('the process ended');
      }
      return last;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      return last;
    },
  };
}
