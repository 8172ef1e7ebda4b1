import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '../config/index.ts';
import { createProgress } from './progress.ts';

/** `counterbell move`: an installation goes from its folder to Postgres. The relay must not be running. */
export function addMove(program: Command): void {
  program
    .command('move')
    .description(
      'copy everything from DATA_DIR to an empty Postgres database; stop the relay first',
    )
    .requiredOption('--to <address>', 'postgres://user:password@host:5432/database')
    .action(async ({ to }: { to: string }) => {
      const { dataDir } = readSettings();
      const { moveStorage } = await import('../storage/index.ts');
      const began = performance.now();
      const progress = createProgress(process.stderr);
      let copied: Awaited<ReturnType<typeof moveStorage>>;
      try {
        copied = await moveStorage({ dataDir, to, onProgress: progress.show, now: Date.now });
      } finally {
        progress.end();
      }
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      process.stdout.write(summary(copied, seconds, resolve(dataDir)));
    });
}

function summary(copied: ReadonlyMap<string, number>, seconds: string, folder: string): string {
  const rows = [...copied].map(([table, count]) => `  ${table.padEnd(18)}${count}`);
  return [
    ...rows,
    `Moved and compared in ${seconds} seconds.`,
    `Now set DATABASE_URL to that address and start the relay; browsers go on where they were. Keep ${folder} until you are content: nothing in it was changed.`,
    '',
  ].join('\n');
}
