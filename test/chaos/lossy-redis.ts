import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Random } from '../helpers/seeded-random.ts';
import { endOfValue, messageIn } from './read-resp.ts';

/** What became of hints on their way to subscribers, those of all connections together. */
export interface HintCounts {
  passed: number;
  lost: number;
  doubled: number;
}

/** A way to a Redis on which hints are lost and doubled; every reply and every other message stays whole. */
export interface LossyRedis {
  readonly url: string;
  readonly counts: HintCounts;
  close(): Promise<void>;
}

const LOST_PERCENT = 30;
const DOUBLED_PERCENT = 10;
/** How the relays mark a hint among what they say to each other. */
const HINT = '"type":"hint"';

/** Opens the way to the Redis on this port of 127.0.0.1. */
export async function openLossyRedis(redisPort: number, random: Random): Promise<LossyRedis> {
  const counts: HintCounts = { passed: 0, lost: 0, doubled: 0 };
  const sockets = new Set<Socket>();
  let opened = 0;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // The other side is told by `close`.
    socket.on('error', () => undefined);
  }

  /** How often a value reaches the subscriber. */
  function timesOf(value: Buffer, own: Random): 0 | 1 | 2 {
    if (!messageIn(value)?.includes(HINT)) return 1;
    const drawn = own.below(100);
    if (drawn < LOST_PERCENT) {
      counts.lost += 1;
      return 0;
    }
    const isDoubled = drawn < LOST_PERCENT + DOUBLED_PERCENT;
    counts[isDoubled ? 'doubled' : 'passed'] += 1;
    return isDoubled ? 2 : 1;
  }

  function accept(relay: Socket): void {
    const redis = connect(redisPort, '127.0.0.1');
    keep(relay);
    keep(redis);
    relay.once('close', () => redis.destroy());
    redis.once('close', () => relay.destroy());
    opened += 1;
    const own = random.fork(`connection ${opened}`);
    relay.pipe(redis);
    redis.on(
      'data',
      inValues((value) => {
        for (let times = timesOf(value, own); times > 0; times -= 1) relay.write(value);
      }),
    );
  }

  const server = createServer(accept).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');
  return {
    url: `redis://127.0.0.1:${address.port}`,
    counts,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Cuts a stream of bytes into whole values of Redis's protocol. */
function inValues(onValue: (value: Buffer) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    let start = 0;
    for (let end = endOfValue(rest); end !== undefined; end = endOfValue(rest, start)) {
      onValue(rest.subarray(start, end));
      start = end;
    }
    rest = rest.subarray(start);
  };
}
