import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findPostgres } from '../../test/helpers/postgres-programs.ts';

/** Servers of others that take part in some benchmarks. */
export type ServerName = 'Postgres' | 'Redis' | 'NATS' | 'Prosody';

const ASK: Readonly<Record<ServerName, () => readonly [program: string, ...options: string[]]>> = {
  Postgres: () => [postgresProgram(), '--version'],
  Redis: () => ['redis-server', '--version'],
  NATS: () => ['nats-server', '--version'],
  Prosody: () => ['prosodyctl', 'about'],
};

/** `Redis 7.0.15`, as the program on this machine says; `Redis (none here)` where there is none. */
export function versionOf(server: ServerName): string {
  const [program, ...options] = ASK[server]();
  const { stdout } = spawnSync(program, options, { encoding: 'utf8' });
  return `${server} ${firstVersion(stdout ?? '') ?? '(none here)'}`;
}

/** The first number with a point in it of what a program says about itself. */
export function firstVersion(text: string): string | undefined {
  return /\d+(?:\.\d+)+/.exec(text)?.[0];
}

function postgresProgram(): string {
  const found = findPostgres();
  return typeof found === 'string' ? 'postgres' : join(found.folder, 'postgres');
}
