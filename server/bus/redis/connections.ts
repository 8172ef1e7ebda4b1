import { lookup } from 'node:dns/promises';
import { Cluster, Redis } from 'ioredis';
import type { Place, RedisAddress } from './address.ts';
import { clusterOptions, placeOptions, singleOptions } from './client-options.ts';
import { type Client, untilReady } from './until-ready.ts';

/** Connections that are open. */
export interface Connections {
  readonly commands: Client;
  /** Channels are subscribed here; a connection of its own, so that a flood of messages holds up no answers. */
  readonly subscriber: Client;
  /** Calls back when one of them ends, or has. They do not come back: whoever needs new ones opens them. */
  onEnd(listener: () => void): void;
  close(): void;
}

/** Opens connections, or rejects with what hindered it and leaves nothing open; the signal ends the attempt. */
export async function openConnections(
  address: RedisAddress,
  signal: AbortSignal,
): Promise<Connections> {
  switch (address.kind) {
    case 'single':
      return openPair(address, signal);
    case 'sentinel':
      return await openPair(address, signal).catch((error) =>
        blame(error, address, address.sentinels, signal),
      );
    case 'cluster': {
      const places = await unlessAborted(knownPlaces(address.nodes), signal);
      const cluster = new Cluster(places, clusterOptions(address));
      return await untilReady(cluster, signal).then(
        () => together(cluster, cluster),
        (error) => blame(error, address, places, signal),
      );
    }
  }
}

async function openPair(
  address: Exclude<RedisAddress, { kind: 'cluster' }>,
  signal: AbortSignal,
): Promise<Connections> {
  const commands = new Redis(singleOptions(address));
  const subscriber = new Redis(singleOptions(address));
  try {
    await Promise.all([untilReady(commands, signal), untilReady(subscriber, signal)]);
    return together(commands, subscriber);
  } catch (error) {
    // Of both, so that none is left that connects a moment later.
    commands.disconnect();
    subscriber.disconnect();
    throw error;
  }
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

/**
 * Throws why none of several servers could be reached. ioredis keeps it to itself and says no more than that the
 * connections were closed, so each is asked once by a plain client.
 */
async function blame(
  error: unknown,
  address: RedisAddress,
  places: readonly Place[],
  signal: AbortSignal,
): Promise<never> {
  if (!(error instanceof Error && /connection is closed/i.test(error.message))) throw error;
  for (const place of places) {
    const client = await untilReady(new Redis(placeOptions(address, place)), signal);
    client.disconnect();
  }
  throw error;
}

/** The hosts that have an address now: ioredis would give up for a single one that has none. */
async function knownPlaces(places: readonly Place[]): Promise<Place[]> {
  const found = await Promise.allSettled(places.map(({ host }) => lookup(host)));
  const known = places.filter((_, at) => found[at]?.status === 'fulfilled');
  const [first] = found;
  if (known.length === 0 && first?.status === 'rejected') throw first.reason;
  return known;
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
  });
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
