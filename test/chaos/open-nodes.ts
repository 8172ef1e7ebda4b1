import { setTimeout as pass } from 'node:timers/promises';
import { Pool } from 'pg';
import { type Balancer, openBalancer } from '../helpers/balancer.ts';
import type { Random } from '../helpers/seeded-random.ts';
import { type Installation, type LogRow, nameOfEnd } from './installation.ts';
import type { Misfortune } from './keep-killing.ts';
import type { RelayLife } from './relay-life.ts';
import { DEATHS } from './relay-process.ts';
import { type SpawnedNodes, spawnNodes } from './spawn-nodes.ts';
import type { Tally } from './tally.ts';

/** Away longer than a hint takes to be missed; whoever waits longer learns nothing new. */
const LONGEST_AWAY_MS = 2_500;
/** A relay cannot start while Postgres or Redis is away; then both take a moment. */
const STARTS_WITHIN_MS = 60_000;

/** Several relays behind a balancer, with a Postgres and a Redis of their own and a bus that loses hints. */
export async function openNodes(
  root: string,
  count: number,
  random: Random,
): Promise<Installation> {
  const nodes = await spawnNodes({ root, count, random: random.fork('bus') });
  const { relays, postgres, lossy } = nodes;
  const balancer = await openBalancer(relays.map(({ port }) => port));
  const pool = new Pool({ connectionString: postgres.url, max: 1 });
  // Cut with its server while nobody reads; the next reader opens another one.
  pool.on('error', () => undefined);
  return {
    port: balancer.port,
    relays,
    ownerLink: nodes.ownerLink,
    deaths: DEATHS,
    startsWithinMs: STARTS_WITHIN_MS,
    misfortunes: (lives, chance, tally) =>
      misfortunesOf({ ...nodes, balancer, lives, random: chance, tally }),
    otherNames: [nameOfEnd('in-order'), ...OTHER_NAMES],
    readLog: async (visitors) => (await pool.query<LogRow>(LOG, [visitors])).rows,
    notes: () => [
      ['hints lost on the bus', lossy.counts.lost],
      ['hints doubled on the bus', lossy.counts.doubled],
      ['hints that came once', lossy.counts.passed],
      ...[...balancer.given.values()].map((given, index): [string, number] => [
        `connections to node ${index + 1}`,
        given,
      ]),
    ],
    async close() {
      await pool.end();
      await balancer.close();
      await nodes.close();
    },
  };
}

const LOG = `SELECT visitor_id AS visitor, chats.id AS chat, seq, events.id, author_role AS author, audience
  FROM chats JOIN events ON chat_id = chats.id
  WHERE visitor_id = ANY($1) ORDER BY started_at, chats.id, seq`;

interface Stage extends SpawnedNodes {
  readonly balancer: Balancer;
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
