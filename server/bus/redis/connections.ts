import { lookup } from 'node:dns/promises';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Place, RedisAddress } from './address.ts';

/** What speaks to the server: one connection, or those to all masters of a cluster. */
export type Client = Redis | Cluster;

/** Connections that are open. */
export interface Connections {
  readonly commands: Client;
  /** Channels are subscribed here; a connection of its own, so that a flood of messages holds up no answers. */
  readonly subscriber: Client;
  /** Calls back when one of them ends, or has. They do not come back: whoever needs new ones opens them. */
  onEnd(listener: () => void): void;
  close(): void;
}

/**
 * ioredis could reconnect by itself. It would then subscribe again in a promise of its own, whose rejection ends the
 * process, keep commands for later that are stale by then, and stop for good where a sentinel is away. So a client lives
 * as long as its connection, and one place opens them anew (`keep-line.ts`).
 */
const ONE_LIFE = {
  retryStrategy: null,
  autoResubscribe: false,
  autoResendUnfulfilledCommands: false,
  enableOfflineQueue: false,
  // The server is examined after the handshake, in words of ours instead of warnings on the console.
  enableReadyCheck: false,
  lazyConnect: true,
  connectTimeout: 4_000,
  disconnectTimeout: 200,
  connectionName: 'counterbell',
  disableClientInfo: true,
  replyMapping: 'legacy',
} as const satisfies RedisOptions;

/** Options that say how replies are typed. */
type SingleOptions = RedisOptions & { readonly replyMapping: 'legacy' };

const SENTINEL_ANSWERS_WITHIN_MS = 1_000;
/** How soon a cluster's new masters are seen. */
const SLOTS_REFRESH_MS = 2_000;

/** Opens connections, or rejects with what hindered it and leaves nothing open; the signal ends the attempt. */
export async function openConnections(
  address: RedisAddress,
  signal: AbortSignal,
): Promise<Connections> {
  if (address.kind === 'cluster') {
    const cluster = await openCluster(address, signal);
    return together(cluster, cluster);
  }
  const options = optionsFor(address);
  const commands = new Redis(options);
  const subscriber = new Redis(options);
  try {
    await Promise.all([ready(commands, signal), ready(subscriber, signal)]);
  } catch (error) {
    // Of both, so that none is left that connects a moment later.
    commands.disconnect();
    subscriber.disconnect();
    throw error;
  }
  return together(commands, subscriber);
}

function together(commands: Client, subscriber: Client): Connections {
  const clients = new Set([commands, subscriber]);
  return {
    commands,
    subscriber,
    onEnd(listener) {
      for (const client of clients) {
        if (client.status === 'end') listener();
        else client.once('end', listener);
      }
    },
    close() {
      for (const client of clients) client.disconnect();
    },
  };
}

function optionsFor(address: Exclude<RedisAddress, { kind: 'cluster' }>): SingleOptions {
  const options: SingleOptions = { ...ONE_LIFE, ...signInOf(address), db: address.db };
  if (address.kind === 'single') {
    const tls = address.isSecure ? { tls: { rejectUnauthorized: true } } : {};
    return { ...options, ...address.at, ...tls };
  }
  return {
    ...options,
    sentinels: [...address.sentinels],
    name: address.master,
    sentinelRetryStrategy: () => null,
    sentinelCommandTimeout: SENTINEL_ANSWERS_WITHIN_MS,
    ...(address.password !== undefined && { sentinelPassword: address.password }),
    ...(address.user !== undefined && { sentinelUsername: address.user }),
  };
}

async function openCluster(
  address: Extract<RedisAddress, { kind: 'cluster' }>,
  signal: AbortSignal,
): Promise<Cluster> {
  const cluster = new Cluster(await knownPlaces(address.nodes), {
    lazyConnect: true,
    shardedSubscribers: true,
    enableOfflineQueue: false,
    clusterRetryStrategy: null,
    slotsRefreshInterval: SLOTS_REFRESH_MS,
    // A cluster decides itself how its single connections wait and end, whatever stands here.
    redisOptions: { ...ONE_LIFE, ...signInOf(address) },
  });
  try {
    await ready(cluster, signal);
    return cluster;
  } catch (error) {
    cluster.disconnect();
    throw error;
  }
}

function signInOf({ user, password }: RedisAddress): { username?: string; password?: string } {
  return {
    ...(user !== undefined && { username: user }),
    ...(password !== undefined && { password }),
  };
}

/** The hosts that have an address now: ioredis would give up for a single one that has none. */
async function knownPlaces(places: readonly Place[]): Promise<Place[]> {
  const found = await Promise.allSettled(places.map(({ host }) => lookup(host)));
  const known = places.filter((_, at) => found[at]?.status === 'fulfilled');
  const [first] = found;
  if (known.length === 0 && first?.status === 'rejected') throw first.reason;
  return known;
}

/** Waits until a client is ready. Rejects with the first trouble it tells of, which says more than that it ended. */
function ready(client: Client, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let trouble: unknown;
    let isWrong = false;
    const note = (error: unknown): void => {
      trouble ??= error;
    };
    const settle = (error?: unknown): void => {
      signal.removeEventListener('abort', abort);
      if (error === undefined) resolve();
      else reject(trouble ?? error);
    };
    const abort = (): void => settle(signal.reason);
    signal.addEventListener('abort', abort);
    client.on('sentinelError', note).on('node error', note);
    // It stays for the client's life, which would write on the console otherwise; what matters later is told by `end`.
    client.on('error', (error) => {
      note(error);
      isWrong = true;
    });
    client.once('end', () => settle(ended()));
    // Of a database that does not exist a client only tells, and goes on with another.
    client.connect().then(() => settle(isWrong ? ended() : undefined), settle);
    if (signal.aborted) abort();
  });
}

function ended(): Error {
  return new Error('Connection is closed.');
}
