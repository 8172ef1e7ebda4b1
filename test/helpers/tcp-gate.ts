import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A network of ours before a server. */
export interface TcpGate {
  readonly port: number;
  /** Carries nothing and keeps everything open, as a network that lost its way does. What was said arrives later. */
  hold(): void;
  release(): void;
  /** Ends every connection and takes no other. */
  cut(): void;
  close(): Promise<void>;
}

/** Opens one that leads to this port of 127.0.0.1. */
export async function openTcpGate(toPort: number): Promise<TcpGate> {
  const sockets = new Set<Socket>();
  let isHeld = false;
  let isCut = false;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The other side is told by `close`.
    socket.on('error', () => undefined);
    if (isHeld) socket.pause();
  }

  const server = createServer((from) => {
    if (isCut) return void from.destroy();
    const to = connect(toPort, '127.0.0.1');
    from.on('data', (bytes) => to.write(bytes)).on('close', () => to.destroy());
    to.on('data', (bytes) => from.write(bytes)).on('close', () => from.destroy());
    keep(from);
    keep(to);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');

  function cut(): void {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  }

  return {
    port: address.port,
    hold() {
      isHeld = true;
      for (const socket of sockets) socket.pause();
    },
    release() {
      isHeld = false;
      for (const socket of sockets) socket.resume();
    },
    cut,
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
