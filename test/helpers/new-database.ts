import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { Client } from 'pg';

/** The Postgres server of the tests. */
export const POSTGRES_URL =
  process.env.POSTGRES_URL ?? `postgres://${userInfo().username}@127.0.0.1:5432/postgres`;

/** A new, empty database on the tests' server. */
export interface TestDatabase {
  readonly url: string;
  /** Cuts whoever still uses it, and removes it. */
  drop(): Promise<void>;
}

export async function newDatabase(): Promise<TestDatabase> {
  const name = `counterbell_${randomUUID().replaceAll('-', '')}`;
  await say(`CREATE DATABASE ${name}`);
  const url = new URL(POSTGRES_URL);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => say(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function say(statement: string): Promise<void> {
  const client = new Client({ connectionString: POSTGRES_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
