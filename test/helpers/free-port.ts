import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below those that the system gives away by itself: Linux from 32768 (ip_local_port_range), others from 49152. Above
 * 10080, the last one that browsers refuse (Fetch, "port blocking").
 */
const PORTS = { from: 11_000, below: 32_768 };

/**
 * A port of 127.0.0.1 that nobody listens on now. No connection is given it as its own end meanwhile, so whoever stops
 * listening on it may begin again later.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.below);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
