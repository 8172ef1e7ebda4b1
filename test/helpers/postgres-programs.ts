import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What to start a Postgres with. */
export interface PostgresPrograms {
  /** The folder with `initdb` and `postgres`. */
  readonly folder: string;
  /** Whom to start them as; empty for whoever runs the test. Postgres refuses to run as root. */
  readonly user: { readonly uid?: number; readonly gid?: number };
}

/** Where Debian and its kin keep what is not in PATH. */
const VERSIONS = '/usr/lib/postgresql';

/** Finds Postgres on this machine, or says in a sentence why none can be started. */
export function findPostgres(): PostgresPrograms | string {
  const folder = [...(process.env.PATH ?? '').split(delimiter), ...installedVersions()].find(
    (one) => existsSync(join(one, 'initdb')) && existsSync(join(one, 'postgres')),
  );
  if (folder === undefined) return `no initdb and postgres in PATH or below ${VERSIONS}`;
  if (process.getuid?.() !== 0) return { folder, user: {} };
  const uid = idOf('-u');
  const gid = idOf('-g');
  if (uid === undefined || gid === undefined) {
    return 'no user postgres, and as root Postgres does not run';
  }
  return { folder, user: { uid, gid } };
}

/** The newest first. */
function installedVersions(): string[] {
  if (!existsSync(VERSIONS)) return [];
  const versions = readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(VERSIONS, version, 'bin'));
}

function idOf(option: '-u' | '-g'): number | undefined {
  const { status, stdout } = spawnSync('id', [option, 'postgres'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}
