import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import type { Random } from '../helpers/seeded-random.ts';

/** How often each fault happened. */
export interface FaultCounts {
  resets: number;
  stalls: number;
  delays: number;
  slices: number;
  narrows: number;
}

/** A bad network before a relay: connections are reset, stall half-open, come late, in crumbs, or slowly. */
export interface FaultProxy {
  readonly url: string;
  readonly counts: FaultCounts;
  /** From now on nothing bad happens to new connections; those that stall are cut. */
  calm(): void;
  close(): Promise<void>;
}

const LONGEST_DELAY_MS = 80;
const BYTES_PER_TICK = 2_048;
const TICK_MS = 5;
/** A connection meets its fault after at most this many bytes towards the client. */
const FAULT_WITHIN_BYTES = 200_000;

type Fault = 'reset' | 'stall' | 'delay' | 'slice' | 'narrow' | 'none';
const FAULTS = [
  'reset',
  'reset',
  'reset',
  'stall',
  'delay',
  'slice',
  'narrow',
  'none',
  'none',
] as const satisfies readonly Fault[];

export async function openFaultProxy(relayPort: number, random: Random): Promise<FaultProxy> {
  const counts: FaultCounts = { resets: 0, stalls: 0, delays: 0, slices: 0, narrows: 0 };
  const pairs = new Map<Socket, Socket>();
  const stalled = new Set<Socket>();
  let isCalm = false;
  let opened = 0;

  function accept(client: Socket): void {
    opened += 1;
    const relay = connect(relayPort, '127.0.0.1');
    pairs.set(client, relay);
    const cut = () => {
      client.destroy();
      relay.destroy();
      pairs.delete(client);
      stalled.delete(client);
    };
    for (const socket of [client, relay]) socket.on('close', cut).on('error', () => undefined);
    const own = random.fork(String(opened));
    const fault = isCalm ? 'none' : own.pick(FAULTS);
    client.on('data', (bytes) => {
      if (!stalled.has(client)) put(relay, bytes);
    });
    const deliver = wayFor(fault, own, client, counts);
    let left = own.between(0, FAULT_WITHIN_BYTES);
    relay.on('data', (bytes) => {
      if (stalled.has(client)) return;
      left -= bytes.length;
      if (left > 0 || isCalm || (fault !== 'reset' && fault !== 'stall')) return deliver(bytes);
      if (fault === 'reset') {
        counts.resets += 1;
        // What is on its way is lost, in the middle of a frame as a rule.
        client.write(bytes.subarray(0, own.between(0, bytes.length)), cut);
      } else {
        counts.stalls += 1;
        stalled.add(client);
      }
    });
  }

  const server = createServer(accept).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}`,
    counts,
    calm() {
      isCalm = true;
      for (const client of stalled) client.destroy();
    },
    async close() {
      for (const [client, relay] of pairs) {
        client.destroy();
        relay.destroy();
      }
      server.close();
      await once(server, 'close');
    },
  };
}

/** How bytes reach the client over a connection with this fault. The order stays, as TCP keeps it. */
function wayFor(
  fault: Fault,
  random: Random,
  client: Socket,
  counts: FaultCounts,
): (bytes: Buffer) => void {
  let last = Promise.resolve();
  const later = (ms: number, bytes: Buffer) => {
    last = last.then(() => pass(ms));
    last = last.then(() => put(client, bytes));
  };
  switch (fault) {
    case 'delay':
      return (bytes) => {
        counts.delays += 1;
        later(random.between(0, LONGEST_DELAY_MS), bytes);
      };
    case 'slice':
      return (bytes) => {
        counts.slices += 1;
        const at = random.between(0, bytes.length);
        later(0, bytes.subarray(0, at));
        later(0, bytes.subarray(at));
      };
    case 'narrow':
      return (bytes) => {
        counts.narrows += 1;
        for (let at = 0; at < bytes.length; at += BYTES_PER_TICK) {
          later(TICK_MS, bytes.subarray(at, at + BYTES_PER_TICK));
        }
      };
    default:
      return (bytes) => put(client, bytes);
  }
}

/** What comes for a socket that is gone is lost, as in any network. */
function put(socket: Socket, bytes: Buffer): void {
  if (!socket.destroyed) socket.write(bytes);
}
