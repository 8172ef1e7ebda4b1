import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A door to several nodes: each connection goes to the next one, without stickiness. */
export interface Balancer {
  readonly port: number;
  /** Where connections go from now on; those that are open stay. */
  use(ports: readonly number[]): void;
  close(): Promise<void>;
}

/** Opens it on a free port of 127.0.0.1. A node that refuses is passed over. */
export async function openBalancer(): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let ports: readonly number[] = [];
  let turn = 0;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  }

  function join(client: Socket, attempts: number): void {
    const port = ports[turn % Math.max(1, ports.length)];
    turn += 1;
    if (port === undefined || attempts === 0) return void client.destroy();
    const node = connect(port, '127.0.0.1');
    node.once('error', () => {
      if (node.connecting || node.bytesRead === 0) join(client, attempts - 1);
    });
    node.once('connect', () => {
      node.removeAllListeners('error');
      keep(node);
      node.on('close', () => client.destroy());
      client.on('close', () => node.destroy());
      client.pipe(node).pipe(client);
    });
  }

  const server = createServer((client) => {
    keep(client);
    join(client, ports.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');
  return {
    port: address.port,
    use(next) {
      ports = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
