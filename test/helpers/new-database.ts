import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { newDatabase as makeDatabase } from './postgres-server.ts';

/** Why there is no server to make databases on, in words that go on after "there is"; undefined where there is one. */
export async function whyNoDatabases(): Promise<string | undefined> {
  try {
    await (await makeDatabase()).drop();
    return undefined;
  } catch (error) {
    return `no Postgres server to use (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** Makes an empty database, which is gone after the test; gives back its address. */
export async function newDatabase(): Promise<string> {
  const { url, drop } = await makeDatabase();
  onTestFinished(drop);
  return url;
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
