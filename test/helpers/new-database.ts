import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';

/** A server on which tests may make databases: the one POSTGRES_URL names, else one on this machine that lets this user in. */
const SERVER =
  process.env.POSTGRES_URL ?? `postgres://${userInfo().username}@127.0.0.1:5432/postgres`;

/** Whether there is one. Throws where there must be: POSTGRES_URL names it, or REQUIRE_SERVICES is 1. */
export async function hasPostgres(): Promise<boolean> {
  try {
    await onServer('SELECT 1');
    return true;
  } catch (cause) {
    if (process.env.POSTGRES_URL === undefined && process.env.REQUIRE_SERVICES !== '1')
      return false;
    throw new Error('no Postgres server answers; start one, or set POSTGRES_URL', { cause });
  }
}

/** Makes an empty database, which is gone after the test; gives back its address. */
export async function newDatabase(): Promise<string> {
  const name = `counterbell_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name}`);
  onTestFinished(() => onServer(`DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(SERVER);
  url.pathname = name;
  return url.href;
}

/** Runs one statement by a connection of its own. */
export async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function onServer(statement: string): Promise<void> {
  await ask(SERVER, statement);
}
