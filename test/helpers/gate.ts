import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * What the network before a relay lets through: everything; no upgrade to a WebSocket, as strict proxies do; upgrades that
 * nobody ever answers; or sockets that open and carry nothing, as broken proxies do.
 */
export type GateMode = 'open' | 'refuses-upgrades' | 'swallows-upgrades' | 'mutes-sockets';

/** A network of ours before a relay. */
export interface Gate {
  /** The relay's address through it, without a slash at the end. */
  readonly url: string;
  /** Leads to the relay on this port of 127.0.0.1. */
  leadTo(port: number): void;
  /** Holds for connections from now on. */
  set(mode: GateMode): void;
  /** Upgrades that got through whole. */
  readonly upgrades: number;
  /** Cuts every connection. */
  cut(): void;
  close(): Promise<void>;
}

/** Opens one before there is a relay, which has to know its public address as it starts. */
export async function openGate(): Promise<Gate> {
  const sockets = new Set<Socket>();
  let relayPort = 0;
  let mode: GateMode = 'open';
  let upgrades = 0;

  function pass(from: Socket, head: Buffer, isMuted = false): void {
    const to = connect(relayPort, '127.0.0.1');
    keep(to);
    to.write(head);
    from.pipe(to);
    // The relay's answer to the handshake passes, and nothing after it.
    if (isMuted) to.once('data', (answer) => from.write(answer));
    else to.pipe(from);
    from.on('close', () => to.destroy());
    to.on('close', () => from.destroy());
  }

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The other side is told by `close`.
    socket.on('error', () => undefined);
  }

  const server = createServer((socket) => {
    keep(socket);
    socket.once('data', (head) => {
      if (!/^upgrade: websocket\r$/im.test(String(head))) return pass(socket, head);
      switch (mode) {
        case 'open':
          upgrades += 1;
          return pass(socket, head);
        case 'refuses-upgrades':
          return void socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
        case 'swallows-upgrades':
          return;
        case 'mutes-sockets':
          return pass(socket, head, true);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');

  function cut(): void {
    for (const socket of sockets) socket.destroy();
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    leadTo(port) {
      relayPort = port;
    },
    set(next) {
      mode = next;
    },
    get upgrades() {
      return upgrades;
    },
    cut,
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
