import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '../config/index.ts';

/** `counterbell backup`: one file that holds everything, made while the relay goes on working. */
export function addBackup(program: Command): void {
  program
    .command('backup <file>')
    .description('write a consistent copy of the database to a new file; relays may be running')
    .action(async (file: string) => {
      const { databaseUrl: url, dataDir } = readSettings();
      const { backupStorage } = await import('../storage/index.ts');
      await backupStorage({ url, dataDir }, resolve(file));
      process.stdout.write(`Written to ${resolve(file)}.\n`);
    });
}
