import { setTimeout as pass } from 'node:timers/promises';
import { Pool } from 'pg';
import { type Balancer, openBalancer } from '../helpers/balancer.ts';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import { type PostgresServer, startPostgres } from '../helpers/postgres-server.ts';
import { type RedisServer, startRedisServer } from '../helpers/redis-server.ts';
import type { Random } from '../helpers/seeded-random.ts';
import { type Installation, type LogRow, nameOfEnd } from './installation.ts';
import type { Misfortune } from './keep-killing.ts';
import { type LossyRedis, openLossyRedis } from './lossy-redis.ts';
import type { RelayLife } from './relay-life.ts';
import { DEATHS, type RelayProcess, startRelayProcess } from './relay-process.ts';
import type { Tally } from './tally.ts';

/** What the nodes stand on. */
interface Ground {
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  readonly lossy: LossyRedis;
}

/** A server that is away longer than this is noticed by everybody, and by then nothing new happens. */
const LONGEST_AWAY_MS = 2_500;
/** A relay cannot start while Postgres or Redis is away; then both take a moment. */
const STARTS_WITHIN_MS = 60_000;

/** Several relays behind a balancer, with a Postgres and a Redis of their own and a bus that loses hints. */
export async function openNodes(
  root: string,
  count: number,
  random: Random,
): Promise<Installation> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closing.reverse()) await one();
  };
  try {
    const ground = await layGround(random, closing);
    const relays = await startRelays(root, count, ground, closing);
    const balancer = await openBalancer(relays.map(({ port }) => port));
    closing.push(balancer.close);
    const pool = new Pool({ connectionString: ground.postgres.url, max: 1 });
    // Cut with its server while nobody reads; the next reader opens another one.
    pool.on('error', () => undefined);
    closing.push(() => pool.end());
    return {
      port: balancer.port,
      relays,
      ownerLink: relays.at(-1)?.ownerLink ?? '',
      deaths: DEATHS,
      startsWithinMs: STARTS_WITHIN_MS,
      misfortunes: (lives, chance, tally) =>
        misfortunesOf({ ...ground, balancer, relays, lives, random: chance, tally }),
      otherNames: [nameOfEnd('in-order'), ...OTHER_NAMES],
      readLog: async (visitors) => (await pool.query<LogRow>(LOG, [visitors])).rows,
      notes: () => [
        ['hints lost on the bus', ground.lossy.counts.lost],
        ['hints doubled on the bus', ground.lossy.counts.doubled],
        ['hints that came once', ground.lossy.counts.passed],
        ...[...balancer.given.values()].map((given, index): [string, number] => [
          `connections to node ${index + 1}`,
          given,
        ]),
      ],
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const LOG = `SELECT visitor_id AS visitor, chats.id AS chat, seq, events.id, author_role AS author, audience
  FROM chats JOIN events ON chat_id = chats.id
  WHERE visitor_id = ANY($1) ORDER BY started_at, chats.id, seq`;

async function layGround(random: Random, closing: (() => Promise<unknown>)[]): Promise<Ground> {
  const postgres = await startPostgres();
  closing.push(postgres.remove);
  const redis = await startRedisServer();
  closing.push(redis.stop);
  const lossy = await openLossyRedis(redis.port, random.fork('bus'));
  closing.push(lossy.close);
  return { postgres, redis, lossy };
}

/** One after another: the first one makes the tables and the demo shop. */
async function startRelays(
  root: string,
  count: number,
  { postgres, lossy }: Ground,
  closing: (() => Promise<unknown>)[],
): Promise<[RelayProcess, ...RelayProcess[]]> {
  const dataDir = await newFolder();
  closing.push(() => removeFolder(dataDir));
  const env = { DATA_DIR: dataDir, DATABASE_URL: postgres.url, REDIS_URL: lossy.url };
  const start = async () => {
    const relay = await startRelayProcess({ root, env, engine: 'postgres' });
    closing.push(() => relay.end('SIGKILL'));
    return relay;
  };
  const relays: [RelayProcess, ...RelayProcess[]] = [await start()];
  while (relays.length < count) relays.push(await start());
  return relays;
}

interface Stage extends Ground {
  readonly balancer: Balancer;
  readonly relays: readonly RelayProcess[];
  readonly lives: readonly RelayLife[];
  readonly random: Random;
  readonly tally: Tally;
}

const OTHER_NAMES = [
  'Postgres killed',
  'Postgres restarted',
  'Redis killed',
  'Redis restarted',
  'Redis hung',
] as const;

/** Nearly as often one relay is killed as anything else happens. */
function misfortunesOf(stage: Stage): readonly Misfortune[] {
  const { postgres, redis, lives, random, tally } = stage;

  /** Something is away for a while. */
  function away(
    name: (typeof OTHER_NAMES)[number],
    goes: () => Promise<void> | void,
    comes: () => Promise<void> | void,
  ): Misfortune {
    return async () => {
      await goes();
      await pass(random.between(0, LONGEST_AWAY_MS));
      await comes();
      tally.add(name);
    };
  }
  const killOne = async () => lives[random.below(lives.length)]?.end('SIGKILL');
  return [
    ...[killOne, killOne, killOne, killOne],
    () => restartInTurn(stage),
    away('Postgres killed', postgres.kill, postgres.start),
    away('Postgres restarted', postgres.stop, postgres.start),
    away('Redis killed', redis.kill, redis.start),
    away('Redis restarted', redis.shutDown, redis.start),
    away('Redis hung', redis.pause, redis.resume),
  ];
}

/** A rolling restart: one node after another leaves the balancer, ends in order, and comes back. */
async function restartInTurn({ balancer, relays, lives }: Stage): Promise<void> {
  for (const [index, life] of lives.entries()) {
    const { port } = relays[index] ?? {};
    if (port === undefined) continue;
    balancer.takeOut(port);
    await life.end('SIGTERM');
    balancer.putIn(port);
  }
}
