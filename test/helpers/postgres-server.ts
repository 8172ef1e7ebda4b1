import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { endsWithUs } from './ends-with-us.ts';
import { freePort } from './free-port.ts';
import { findPostgres, type PostgresPrograms } from './postgres-programs.ts';
import { waitUntil } from './wait-until.ts';

/** A Postgres of a test's own, in a temporary folder and on a port of 127.0.0.1. It syncs as one in production does. */
export interface PostgresServer {
  /** Of its database `postgres`, as a user who may do everything. */
  readonly url: string;
  readonly port: number;
  /** In order: clients are cut, what is under way is rolled back. */
  stop(): Promise<void>;
  /** As if it crashed: SIGKILL of the postmaster, whose children then end by themselves. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and port; resolves when it answers. */
  start(): Promise<void>;
  /** Ends it if it runs, and removes its folder. */
  remove(): Promise<void>;
}

/** A new database on a server that is there. */
export interface TestDatabase {
  readonly url: string;
  /** Cuts whoever uses it. */
  drop(): Promise<void>;
}

/** An orphan of a killed postmaster may hold its shared memory for a moment; recovery takes its time too. */
const ANSWERS_WITHIN_MS = 30_000;

/** Starts a new server. Throws where the machine has none; `findPostgres` says so beforehand. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = programsOrThrow();
  const folder = await newCluster(programs);
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;

  function launch(): ChildProcess {
    const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='];
    const options = settings.flatMap((setting) => ['-c', setting]);
    return endsWithUs(
      spawn(join(programs.folder, 'postgres'), ['-D', folder, ...options], {
        ...programs.user,
        cwd: folder,
        stdio: 'ignore',
      }),
    );
  }

  function start(): Promise<void> {
    return waitUntil(`the Postgres in ${folder} answers`, ANSWERS_WITHIN_MS, async () => {
      if (!isRunning(child)) child = launch();
      await run(url, 'SELECT 1');
      return true;
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const running = child;
    if (!isRunning(running)) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
  }

  async function remove(): Promise<void> {
    await end('SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }

  await start().catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return { url, port, stop: () => end('SIGINT'), kill: () => end('SIGKILL'), start, remove };
}

/**
 * Makes an empty database on the server of POSTGRES_URL, by default the one of this machine as the current user. Rejects
 * where it does not answer.
 */
export async function newDatabase(server = serverAddress()): Promise<TestDatabase> {
  const name = `counterbell_test_${randomBytes(8).toString('hex')}`;
  const address = new URL(server);
  address.pathname = name;
  await run(server, `CREATE DATABASE ${name}`);
  return {
    url: address.href,
    drop: () => run(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Runs one statement on a connection of its own. */
export async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  // Told by the rejection too.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function serverAddress(): string {
  const { username } = userInfo();
  return process.env.POSTGRES_URL ?? `postgres://${username}@127.0.0.1:5432/postgres`;
}

function programsOrThrow(): PostgresPrograms {
  const programs = findPostgres();
  if (typeof programs === 'string') throw new Error(`There is ${programs}.`);
  return programs;
}

async function newCluster({ folder, user }: PostgresPrograms): Promise<string> {
  const cluster = await mkdtemp(join(tmpdir(), 'counterbell-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) await chown(cluster, user.uid, user.gid);
  // Trust: it listens on this machine alone, and for the length of a test.
  const options = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C'];
  const { status, stderr } = spawnSync(
    join(folder, 'initdb'),
    ['-D', cluster, '--no-sync', ...options],
    { ...user, cwd: cluster, encoding: 'utf8' },
  );
  if (status === 0) return cluster;
  await rm(cluster, { recursive: true, force: true });
  throw new Error(`initdb failed: ${stderr}`);
}

function isRunning(child: ChildProcess | undefined): child is ChildProcess {
  return child !== undefined && child.exitCode === null && child.signalCode === null;
}
