import { type Migration, type MigrationProvider, Migrator, sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Db } from '../port.ts';
import { first } from './0001-first.ts';
import { delivered } from './0002-delivered.ts';
import { changed } from './0003-changed.ts';
import { assigned } from './0004-assigned.ts';
import { search } from './0005-search.ts';
import { vocabulary } from './0006-vocabulary.ts';
import { ratings } from './0007-ratings.ts';
import { files } from './0008-files.ts';
import { pictures } from './0009-pictures.ts';
import { groups } from './0010-groups.ts';
import { bans } from './0011-bans.ts';
import { replies } from './0012-replies.ts';
import { visitors } from './0013-visitors.ts';
import { views } from './0014-views.ts';
import { sites } from './0015-sites.ts';
import { guard } from './0016-guard.ts';
import { identity } from './0017-identity.ts';
import { languages } from './0018-languages.ts';
import { merging } from './0019-merging.ts';
import { visitorWords } from './0020-visitor-words.ts';
import { deletion } from './0021-deletion.ts';
import { tracked } from './0022-tracked.ts';
import { said } from './0023-said.ts';

export type { Engine } from '../engine.ts';

/** Names are kept in the database and sort in the order of use; never change one that was released. */
const MIGRATIONS: Readonly<Record<Engine, Readonly<Record<string, Migration>>>> = {
  sqlite: {
    '0001-first': first('sqlite'),
    '0002-delivered': delivered,
    '0004-assigned': assigned,
    '0005-search': search('sqlite'),
    '0006-vocabulary': vocabulary,
    '0007-ratings': ratings,
    '0008-files': files,
    '0009-pictures': pictures,
    '0010-groups': groups,
    '0011-bans': bans,
    '0012-replies': replies,
    '0014-views': views,
    '0013-visitors': visitors,
    '0015-sites': sites,
    '0016-guard': guard,
    '0017-identity': identity,
    '0018-languages': languages,
    '0019-merging': merging,
    '0020-visitor-words': visitorWords('sqlite'),
    '0021-deletion': deletion,
    '0022-tracked': tracked,
    '0023-said': said('sqlite'),
  },
  postgres: {
    '0001-first': first('postgres'),
    '0002-delivered': delivered,
    '0003-changed': changed,
    '0004-assigned': assigned,
    '0005-search': search('postgres'),
    '0007-ratings': ratings,
    '0008-files': files,
    '0009-pictures': pictures,
    '0010-groups': groups,
    '0011-bans': bans,
    '0012-replies': replies,
    '0014-views': views,
    '0013-visitors': visitors,
    '0015-sites': sites,
    '0016-guard': guard,
    '0017-identity': identity,
    '0018-languages': languages,
    '0020-visitor-words': visitorWords('postgres'),
    '0021-deletion': deletion,
    '0022-tracked': tracked,
    '0023-said': said('postgres'),
  },
};

/**
 * Brings the tables up to date. Rejects, changing nothing, where a newer version of the program made them. The caller
 * gives the transaction; `place` names the database in the error.
 */
export async function migrate(db: Db, engine: Engine, place: string): Promise<void> {
  const provider: MigrationProvider = {
    getMigrations: () => Promise.resolve({ ...MIGRATIONS[engine] }),
  };
  const migrator = new Migrator({
    db,
    provider,
    disableTransactions: true,
    // Kysely's own, by language, loads the collation of all of them: 3 % of a start, for names in ASCII.
    nameComparator: (one, other) => (one < other ? -1 : 1),
  });
  await refuseNewer(db, engine, place);
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Rejects where the tables are not this program's, or a newer version of it made them. Changes nothing. */
export async function refuseForeign(db: Db, engine: Engine, place: string): Promise<void> {
  if (!(await isMigrated(db))) throw new Error('it is not a database of Counterbell');
  await refuseNewer(db, engine, place);
}

/** Rejects where the tables are not exactly those of this version. Changes nothing. */
export async function refuseOther(db: Db, engine: Engine, place: string): Promise<void> {
  await refuseForeign(db, engine, place);
  const done = await namesDone(db);
  const missing = Object.keys(MIGRATIONS[engine]).find((name) => !done.includes(name));
  if (!missing) return;
  throw new Error(
    `An older version of Counterbell made the ${place} (${missing} is missing): start a relay of this version on it once, stop it, and try again.`,
  );
}

async function isMigrated(db: Db): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables.some(({ name }) => name === 'kysely_migration');
}

async function refuseNewer(db: Db, engine: Engine, place: string): Promise<void> {
  if (!(await isMigrated(db))) return;
  const done = await namesDone(db);
  const unknown = done.find((name) => !Object.hasOwn(MIGRATIONS[engine], name));
  if (!unknown) return;
  throw new Error(
    `A newer version of Counterbell made the ${place} (${unknown}): start that version, or restore a backup from before it.`,
  );
}

async function namesDone(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}
