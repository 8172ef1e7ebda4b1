import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Spreads connections over several relays in turn, as a plain TCP balancer in front of them does: without stickiness. */
export interface Balancer {
  readonly port: number;
  readonly url: string;
  /** How many connections each port was given. */
  readonly given: ReadonlyMap<number, number>;
  /** From now on this relay gets no new connections; those it has stay. */
  takeOut(relayPort: number): void;
  putIn(relayPort: number): void;
  /** Cuts every connection. */
  close(): Promise<void>;
}

/** Opens a balancer on 127.0.0.1 before relays on these ports. A relay that refuses a connection is passed over. */
export async function openBalancer(relayPorts: readonly number[]): Promise<Balancer> {
  const given = new Map(relayPorts.map((port) => [port, 0]));
  const taken = new Set<number>();
  const sockets = new Set<Socket>();
  let turn = 0;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // The other side is told by `close`.
    socket.on('error', () => undefined);
  }

  /** All that are in, beginning with the one whose turn it is. */
  function inTurn(): number[] {
    const ports = relayPorts.filter((port) => !taken.has(port));
    const first = ports.length > 0 ? turn++ % ports.length : 0;
    return [...ports.slice(first), ...ports.slice(0, first)];
  }

  async function serve(client: Socket): Promise<void> {
    keep(client);
    for (const port of inTurn()) {
      const relay = await reach(port);
      if (!relay) continue;
      keep(relay);
      given.set(port, (given.get(port) ?? 0) + 1);
      return join(client, relay);
    }
    client.destroy();
  }

  const server = createServer({ pauseOnConnect: true }, (client) => void serve(client));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    given,
    takeOut: (port) => void taken.add(port),
    putIn: (port) => void taken.delete(port),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A connection to a relay; undefined where it refuses. */
async function reach(port: number): Promise<Socket | undefined> {
  const relay = connect(port, '127.0.0.1');
  try {
    await once(relay, 'connect');
    return relay;
  } catch {
    return undefined; // dead or stopping
  }
}

function join(client: Socket, relay: Socket): void {
  client.once('close', () => relay.destroy());
  relay.once('close', () => client.destroy());
  client.pipe(relay);
  relay.pipe(client);
  if (client.destroyed) relay.destroy();
}
