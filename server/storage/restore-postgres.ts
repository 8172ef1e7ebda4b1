import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { fillBackup } from './backup-postgres.ts';
import { fillPostgres, hasInstallation, lockOurTables } from './fill-postgres.ts';
import { migrate, refuseForeign } from './migrations/index.ts';
import type { Db } from './port.ts';
import { whileUnused } from './postgres/index.ts';
import { MOVED, removeMetaValue, setMetaValue } from './queries/meta.ts';
import {
  makeDatabase,
  type PutFile,
  type Restored,
  readDatabase,
  withCopy,
} from './sqlite/index.ts';

export interface RestoreOptions {
  readonly url: string;
  /** Where a copy of the backup is prepared, and what was there before is kept. */
  readonly dataDir: string;
  /** What a backup of either engine wrote, of this version or an older one; only read. */
  readonly file: string;
  readonly now: () => number;
  /** Where the files go that the backup holds; null passes them over. */
  readonly putFile: PutFile | null;
}

/**
 * Puts a backup in the place of all that a Postgres database holds, in one transaction, and names the log anew. What was there
 * is kept as a backup, without its files, which stay. Rejects with an error of one line, and then
 * nothing has changed.
 */
export function restorePostgres(options: RestoreOptions): Promise<Restored> {
  const { url, dataDir, file, putFile } = options;
  const checkTables = async (db: Db): Promise<void> => {
    await refuseForeign(db, 'sqlite', `database in ${file}`);
    await migrate(db, 'sqlite', `database in ${file}`);
  };
  return withCopy({ dataDir, file, checkTables, putFile }, async (copy, files) => {
    const aside = await readDatabase(copy, (backup) =>
      whileUnused({ url }, (db, place) => replaceAll(backup, db, place, options)),
    );
    return { aside, files };
  });
}

async function replaceAll(
  backup: Db,
  db: Db,
  place: string,
  options: RestoreOptions,
): Promise<string | null> {
  const aside = (await hasInstallation(db, place)) ? await keep(db, place, options) : null;
  try {
    await fillPostgres(backup, db, place, () => undefined);
    await removeMetaValue(db, MOVED);
    return aside;
  } catch (error) {
    if (aside !== null) await rm(aside, { force: true });
    throw error;
  }
}

async function keep(db: Db, place: string, { dataDir, now }: RestoreOptions): Promise<string> {
  await migrate(db, 'postgres', place);
  await lockOurTables(db);
  const moment = new Date(now()).toISOString().replaceAll(':', '-');
  const file = join(dataDir, `before-restore-${moment}.db`);
  await makeDatabase(file, (copy) => fillBackup(db, copy));
  return file;
}

/**
 * Names the log of a Postgres database anew, after Postgres's own tools restored it: by that clients notice. Rejects with an error
 * of one line, and then nothing has changed.
 */
export function renameLog(url: string): Promise<void> {
  return whileUnused({ url }, async (db, place) => {
    if (!(await hasInstallation(db, place))) throw new Error(`The ${place} is empty.`);
    await migrate(db, 'postgres', place);
    await setMetaValue(db, 'epoch', randomUUID());
    // Copied from another server, they carry ids of its transactions. Those that lie in the future here would be told as
    // changed by every look until this server's ids have come that far.
    await sql`
      update chats set updated_at = updated_at
      where changed >= pg_current_xact_id()::text::bigint`.execute(db);
  });
}
