import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '../config/index.ts';
import { counted } from './counted.ts';
import { filesIn } from './files-in.ts';

/** `counterbell backup`: one file that holds everything, made while the relay goes on working. */
export function addBackup(program: Command): void {
  program
    .command('backup <file>')
    .description(
      'write a consistent copy of the database, and of the files in chats, to a new file; relays may be running',
    )
    .option('--without-files', 'leave the files out, where DATA_DIR/files is copied otherwise')
    .action(async (file: string, { withoutFiles }: { withoutFiles?: boolean }) => {
      const { databaseUrl: url, dataDir } = readSettings();
      const { backupStorage } = await import('../storage/index.ts');
      const readFile = withoutFiles ? null : (await filesIn(dataDir)).read;
      const files = await backupStorage({ url, dataDir }, resolve(file), readFile);
      const missing = files?.missing ? ` Missing in DATA_DIR/files: ${files.missing}.` : '';
      const what = files ? `with ${counted(files.kept, 'file')}` : 'without the files of chats';
      process.stdout.write(`Written to ${resolve(file)}, ${what}.${missing}\n`);
    });
}
