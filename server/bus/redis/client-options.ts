import type { ClusterOptions, RedisOptions } from 'ioredis';
import type { Place, RedisAddress } from './address.ts';

/** Options that say how replies are typed. */
type SingleOptions = RedisOptions & { readonly replyMapping: 'legacy' };

/**
 * ioredis could reconnect by itself. It would then subscribe again in a promise that nobody can catch, keep commands for
 * later that are stale by then, and end for good when told to reconnect while it connects. So a client lives as long as its
 * connection, and one place opens new ones (`keep-line.ts`).
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

/** A sentinel that hangs must leave time to ask the next. */
const SENTINEL_ANSWERS_WITHIN_MS = 1_000;
/** How soon a cluster's new masters are seen. */
const SLOTS_REFRESH_MS = 2_000;

/** For a client of one server, or of the master that sentinels name. */
export function singleOptions(address: Exclude<RedisAddress, { kind: 'cluster' }>): SingleOptions {
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
    // One that asks for none takes any.
    ...(address.password !== undefined && { sentinelPassword: address.password }),
    ...(address.user !== undefined && { sentinelUsername: address.user }),
  };
}

/** For a client of a single server among several, to see what it says for itself. */
export function placeOptions(address: RedisAddress, place: Place): SingleOptions {
  return { ...ONE_LIFE, ...signInOf(address), ...place };
}

/** For a client of a cluster. */
export function clusterOptions(address: RedisAddress) {
  return {
    lazyConnect: true,
    shardedSubscribers: true,
    // Without it what is said to a master whose connection is not up yet goes to any other first, and is overtaken.
    enableOfflineQueue: true,
    // What cannot be said now is not said later: a hint of a second ago is worth less than order.
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    clusterRetryStrategy: null,
    slotsRefreshInterval: SLOTS_REFRESH_MS,
    // A cluster decides itself how its single connections wait and end, whatever stands here.
    redisOptions: { ...ONE_LIFE, ...signInOf(address) },
  } satisfies ClusterOptions;
}

function signInOf({ user, password }: RedisAddress): { username?: string; password?: string } {
  return {
    ...(user !== undefined && { username: user }),
    ...(password !== undefined && { password }),
  };
}
