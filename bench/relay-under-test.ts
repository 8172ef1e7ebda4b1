import { Client } from 'pg';
import { demoSiteKey } from '../test/helpers/demo-site.ts';
import { newDatabase } from '../test/helpers/postgres-server.ts';
import { REDIS_ADDRESS } from '../test/helpers/servers-answer.ts';
import { type SpawnedRelay, spawnRelay } from '../test/helpers/start-relay.ts';
import { cpuSecondsOf, residentBytesOf } from './harness/process-tree.ts';

/** What a relay stands on. */
export type Ground = 'SQLite' | 'Postgres' | 'Postgres and Redis';

/** Relays in processes of their own on one ground, and what they cost. */
export interface RelaysUnderTest {
  readonly urls: readonly string[];
  readonly site: string;
  /** Seconds of CPU that the relays have used, user and system. */
  cpuSeconds(): number;
  /** What the database takes, in bytes; 0 for SQLite. */
  storedBytes(): Promise<number>;
  /** Resident memory of the first relay, in bytes. */
  residentBytes(): number;
  stop(): Promise<void>;
}

export async function startRelays(ground: Ground, count = 1): Promise<RelaysUnderTest> {
  const database = ground === 'SQLite' ? undefined : await newDatabase();
  const env = {
    HELLOS_PER_SECOND: '100000',
    ...(database && { DATABASE_URL: database.url }),
    ...(ground === 'Postgres and Redis' && { REDIS_URL: REDIS_ADDRESS }),
  };
  const relays: SpawnedRelay[] = [];
  while (relays.length < count) relays.push(await spawnRelay({ demo: true, env }));
  const [first] = relays;
  if (!first) throw new Error('no relay was asked for');
  return {
    urls: relays.map(({ url }) => url),
    site: await demoSiteKey(first.url),
    cpuSeconds: () => relays.reduce((sum, { pid }) => sum + cpuSecondsOf(pid), 0),
    storedBytes: async () => (database ? sizeOf(database.url) : 0),
    residentBytes: () => residentBytesOf(first.pid),
    async stop() {
      for (const relay of relays) await relay.stop();
      await database?.drop();
    },
  };
}

async function sizeOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT pg_database_size(current_database()) AS bytes');
  await client.end();
  return Number(rows[0]?.bytes);
}
