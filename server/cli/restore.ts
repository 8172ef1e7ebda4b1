import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '../config/index.ts';
import type { FilesInBackup } from '../storage/index.ts';
import { counted } from './counted.ts';
import { filesIn } from './files-in.ts';

/** `counterbell restore`: a backup takes the database's place, which is kept. No relay must be running. */
export function addRestore(program: Command): void {
  program
    .command('restore [file]')
    .description(
      'put a backup in the place of the database, which is kept aside; stop all relays first. Without a file, on Postgres: to be run after its own tools restored the database',
    )
    .action(async (file?: string) => {
      if (file === undefined) await nameLogAnew();
      else await restoreFile(resolve(file));
    });
}

async function restoreFile(file: string): Promise<void> {
  const { databaseUrl: url, dataDir } = readSettings();
  const { restoreStorage } = await import('../storage/index.ts');
  const { replace } = await filesIn(dataDir);
  const { aside, files } = await restoreStorage({ url, dataDir }, file, replace);
  const before = aside ? ` What was there before is in ${aside}.` : '';
  process.stdout.write(`Restored from ${file}${wordsFor(files)}${before} ${WHAT_NOW}\n`);
}

function wordsFor(files: FilesInBackup | null): string {
  if (!files) return ', which holds no files of chats: those in DATA_DIR/files are used.';
  const missing = files.missing > 0 ? ` Missing in it: ${files.missing}.` : '';
  return `, with ${counted(files.kept, 'file')}.${missing}`;
}

async function nameLogAnew(): Promise<void> {
  const { databaseUrl: url, dataDir } = readSettings();
  if (!url) throw new Error('Name the backup: counterbell restore FILE.');
  const { renewLog } = await import('../storage/index.ts');
  await renewLog({ url, dataDir });
  process.stdout.write(`The log has a new name. ${WHAT_NOW}\n`);
}

const WHAT_NOW =
  'Start the relay: browsers that have sent messages since the backup offer them again.';
