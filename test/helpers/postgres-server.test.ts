import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { lacks } from './lacks.ts';
import { findPostgres } from './postgres-programs.ts';
import { newDatabase, type PostgresServer, run, startPostgres } from './postgres-server.ts';

const TIMEOUT = { timeout: 60_000 };

async function newServer(): Promise<PostgresServer> {
  const server = await startPostgres();
  onTestFinished(() => server.remove());
  return server;
}

async function rowsOf(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text: statement, rowMode: 'array' });
  await client.end();
  return rows.flat();
}

const missing = findPostgres();
if (typeof missing === 'string') lacks(missing, 'keeps what was committed over a kill');
else {
  test('keeps what was committed over a kill and an orderly restart', TIMEOUT, async () => {
    const server = await newServer();
    await run(server.url, 'CREATE TABLE kept (number integer)');
    await run(server.url, 'INSERT INTO kept VALUES (1)');
    await server.kill();
    await server.start();
    await run(server.url, 'INSERT INTO kept VALUES (2)');
    await server.stop();
    await expect(run(server.url, 'SELECT 1')).rejects.toThrow();
    await server.start();
    expect(await rowsOf(server.url, 'SELECT number FROM kept ORDER BY number')).toEqual([1, 2]);
    expect(await rowsOf(server.url, 'SHOW fsync')).toEqual(['on']);
  });

  test('makes empty databases and drops them, also while they are used', TIMEOUT, async () => {
    const server = await newServer();
    const database = await newDatabase(server.url);
    const user = new Client({ connectionString: database.url });
    user.on('error', () => undefined);
    await user.connect();
    await database.drop();
    const names = 'SELECT datname FROM pg_database WHERE NOT datistemplate';
    expect(await rowsOf(server.url, names)).toEqual(['postgres']);
  });
}
