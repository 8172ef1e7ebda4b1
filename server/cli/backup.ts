import { resolve } from 'node:path';
import type { Command } from 'commander';
import { withStorage } from './with-storage.ts';

/** `counterbell backup`: one file that holds everything. */
export function addBackup(program: Command): void {
  program
    .command('backup <file>')
    .description('write a consistent copy of the database to a new file')
    .action(async (file: string) => {
      const path = resolve(file);
      await withStorage((storage) => storage.backup(path));
      process.stdout.write(`Written to ${path}.\n`);
    });
}
