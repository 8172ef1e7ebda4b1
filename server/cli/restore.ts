import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '../config/index.ts';

/** `counterbell restore`: a backup takes the database's place, which is kept. The relay must not be running. */
export function addRestore(program: Command): void {
  program
    .command('restore <file>')
    .description(
      'put a backup in the place of the database, which is kept aside; stop the relay first',
    )
    .action(async (file: string) => {
      const { dataDir } = readSettings();
      const { restoreDataDir } = await import('../storage/index.ts');
      const aside = await restoreDataDir(dataDir, resolve(file));
      const kept = aside ? ` What was there before is in ${aside}.` : '';
      process.stdout.write(
        `Restored from ${resolve(file)}.${kept} Start the relay: browsers that have sent messages since the backup offer them again.\n`,
      );
    });
}
