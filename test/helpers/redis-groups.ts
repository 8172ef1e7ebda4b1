import { vi } from 'vitest';
import { freePort } from './free-port.ts';
import { type RedisServer, startRedisServer } from './redis-server.ts';

const PATIENCE = { timeout: 10_000, interval: 20 };

/** A cluster of three masters. */
export interface RedisCluster {
  readonly url: string;
  readonly masters: readonly RedisServer[];
  stop(): Promise<void>;
}

/** Starts a cluster and waits until its masters know one another. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const servers = await Promise.all(
    ['0-5460', '5461-10922', '10923-16383'].map(async (slots) => {
      const bus = await freePort();
      const settings = ['cluster-enabled yes', `cluster-port ${bus}`, 'cluster-node-timeout 2000'];
      const server = await startRedisServer({ settings });
      await server.ask('CLUSTER', 'ADDSLOTSRANGE', ...slots.split('-'));
      return { server, bus };
    }),
  );
  const [first, ...others] = servers;
  for (const { server, bus } of others) {
    await first?.server.ask('CLUSTER', 'MEET', '127.0.0.1', server.port, bus);
  }
  for (const { server } of servers) {
    await vi.waitFor(async () => {
      const info = String(await server.ask('CLUSTER', 'INFO'));
      if (!/cluster_state:ok/.test(info) || !/cluster_known_nodes:3/.test(info))
        throw new Error(info);
    }, PATIENCE);
  }
  const masters = servers.map(({ server }) => server);
  return {
    url: `redis+cluster://${masters.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    masters,
    async stop() {
      await Promise.all(masters.map((master) => master.stop()));
    },
  };
}

/** A master, its replica, and a sentinel that puts the one in the other's place. */
export interface RedisSentinel {
  readonly url: string;
  readonly master: RedisServer;
  readonly replica: RedisServer;
  stop(): Promise<void>;
}

/** Starts the three and waits until they know one another. A failover takes a second or two from then on. */
export async function startRedisSentinel(): Promise<RedisSentinel> {
  const master = await startRedisServer({ settings: ['repl-diskless-sync-delay 0'] });
  const replica = await startRedisServer({ settings: [`replicaof 127.0.0.1 ${master.port}`] });
  await vi.waitFor(async () => {
    const info = String(await replica.ask('INFO', 'replication'));
    if (!/master_link_status:up/.test(info)) throw new Error(info);
  }, PATIENCE);
  // Last, because it asks the master for its replicas at once, and then only every ten seconds.
  const sentinel = await startRedisServer({
    isSentinel: true,
    settings: [
      `sentinel monitor chat 127.0.0.1 ${master.port} 1`,
      'sentinel down-after-milliseconds chat 500',
      'sentinel failover-timeout chat 2000',
    ],
  });
  await vi.waitFor(
    async () => {
      const replicas = await sentinel.ask('SENTINEL', 'REPLICAS', 'chat');
      if (!Array.isArray(replicas) || replicas.length === 0) throw new Error('not yet');
    },
    { ...PATIENCE, timeout: 15_000 },
  );
  return {
    ...{ url: `redis+sentinel://127.0.0.1:${sentinel.port}/chat`, master, replica },
    async stop() {
      await Promise.all([sentinel, replica, master].map((server) => server.stop()));
    },
  };
}
