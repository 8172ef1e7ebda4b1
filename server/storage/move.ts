import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fillPostgres, hasInstallation } from './fill-postgres.ts';
import { refuseOther } from './migrations/index.ts';
import type { Db } from './port.ts';
import { whileUnused } from './postgres/index.ts';
import { MOVED, metaValue, setMetaValue } from './queries/meta.ts';
import { DATABASE_FILE, lockDataDir, readDatabase, refuseDamaged } from './sqlite/index.ts';
import type { TableName } from './transfer/copied-columns.ts';
import type { Copied, OnProgress } from './transfer/copy-tables.ts';
import { countRows } from './transfer/pages.ts';
import { ALL_TABLES } from './transfer/tables.ts';

export interface MoveOptions {
  /** The folder to move from; only read, and nobody else's meanwhile. */
  readonly dataDir: string;
  /** Address of the Postgres database to move to. */
  readonly to: string;
  readonly onProgress: OnProgress;
  readonly now: () => number;
}

/**
 * Copies an installation from its folder to a Postgres database that is empty, or holds what an earlier move of the same
 * installation put there and no relay has used. The log keeps its name, so browsers go on where they were. All is compared before
 * it is committed, in one transaction: killed at any moment, it leaves what was there. Gives back the rows of each table.
 * Rejects with an error of one line, and then nothing has changed.
 */
export async function move({ dataDir, to, onProgress, now }: MoveOptions): Promise<Copied> {
  const file = join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) {
    throw new Error(
      `There is no database in the folder ${dataDir} (DATA_DIR), so nothing to move.`,
    );
  }
  const unlock = lockDataDir(dataDir);
  try {
    return await readDatabase(file, async (source) => {
      const epoch = await checkSource(source, dataDir);
      return whileUnused({ url: to, source: '--to' }, async (db, place) => {
        await checkTarget(db, place, epoch);
        const copied = await fillPostgres(source, db, place, onProgress);
        await setMetaValue(db, MOVED, new Date(now()).toISOString());
        return copied;
      });
    });
  } finally {
    unlock();
  }
}

/** Gives back the name of the log. */
async function checkSource(source: Db, dataDir: string): Promise<string> {
  try {
    await refuseDamaged(source);
    await refuseOther(source, 'sqlite', `database in ${dataDir}`);
    const epoch = await metaValue(source, 'epoch');
    if (epoch === undefined) throw new Error('it names no log');
    return epoch;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
    throw new Error(`The database in ${dataDir} (DATA_DIR) cannot be moved: ${reason}.`, { cause });
  }
}

async function checkTarget(db: Db, place: string, epoch: string): Promise<void> {
  if (!(await hasInstallation(db, place))) return;
  const isSame = (await metaValue(db, 'epoch')) === epoch;
  const isUnused = (await metaValue(db, MOVED)) !== undefined;
  if (isSame && isUnused) return;
  const what = isSame
    ? 'this installation already, which a relay has used since it was moved'
    : 'another installation';
  throw new Error(
    `The ${place} holds ${what} (${await describe(db)}): name an empty database; createdb makes one.`,
  );
}

const TOLD: readonly TableName[] = ['sites', 'operators', 'chats', 'events'];

async function describe(db: Db): Promise<string> {
  const tables = ALL_TABLES.filter(({ name }) => TOLD.includes(name));
  const counts: string[] = [];
  for (const table of tables) counts.push(`${table.name} ${await countRows(db, table)}`);
  return counts.join(', ');
}
