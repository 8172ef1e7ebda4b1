import { newFolder, removeFolder } from '../helpers/folders.ts';
import { type PostgresServer, startPostgres } from '../helpers/postgres-server.ts';
import { type RedisServer, startRedisServer } from '../helpers/redis-server.ts';
import type { Random } from '../helpers/seeded-random.ts';
import { type LossyRedis, openLossyRedis } from './lossy-redis.ts';
import { type RelayProcess, startRelayProcess } from './relay-process.ts';

/** Several relays in processes of their own, with a Postgres and a Redis of their own and a bus that loses hints. */
export interface SpawnedNodes {
  readonly relays: readonly [RelayProcess, ...RelayProcess[]];
  /** Single use; of the relay that was started last. */
  readonly ownerLink: string;
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  /** Stands between the relays and Redis. */
  readonly lossy: LossyRedis;
  /** Kills the relays, then ends the servers and removes what was stored. */
  close(): Promise<void>;
}

export interface SpawnedNodesOptions {
  /** The project's folder, where the built relay is. */
  readonly root: string;
  readonly count: number;
  /** Of the hints that are lost. */
  readonly random: Random;
  /** Settings of the relays besides where they listen and what they stand on. */
  readonly env?: Readonly<Record<string, string>>;
}

type Closing = (() => Promise<unknown>)[];

/** Starts everything, or nothing where something fails. */
export async function spawnNodes(options: SpawnedNodesOptions): Promise<SpawnedNodes> {
  const closing: Closing = [];
  async function close(): Promise<void> {
    for (const one of closing.splice(0).reverse()) await one();
  }
  try {
    const postgres = await startPostgres();
    closing.push(postgres.remove);
    const redis = await startRedisServer();
    closing.push(redis.stop);
    const lossy = await openLossyRedis(redis.port, options.random);
    closing.push(lossy.close);
    const env = { DATABASE_URL: postgres.url, REDIS_URL: lossy.url, ...options.env };
    const relays = await startRelays(options, env, closing);
    const ownerLink = relays.at(-1)?.ownerLink ?? '';
    return { relays, ownerLink, postgres, redis, lossy, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One after another: the first one makes the tables and the demo shop. */
async function startRelays(
  { root, count }: SpawnedNodesOptions,
  env: Readonly<Record<string, string>>,
  closing: Closing,
): Promise<[RelayProcess, ...RelayProcess[]]> {
  const dataDir = await newFolder();
  closing.push(() => removeFolder(dataDir));
  async function start(): Promise<RelayProcess> {
    const settings = { ...env, DATA_DIR: dataDir };
    const relay = await startRelayProcess({ root, env: settings, engine: 'postgres' });
    closing.push(() => relay.end('SIGKILL'));
    return relay;
  }
  const relays: [RelayProcess, ...RelayProcess[]] = [await start()];
  while (relays.length < count) relays.push(await start());
  return relays;
}
