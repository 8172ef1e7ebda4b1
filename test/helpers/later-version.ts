import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const WORKER = '/console/service-worker.js';

/** A relay's address at which a later version of the console can be installed. */
export interface LaterVersion {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** From now on the console's service worker names a later version; all else comes from the relay as it is. */
  install(): void;
  stop(): Promise<void>;
}

/** Stands before a relay and hands on requests; sockets find nobody here. */
export async function laterVersionOf(relay: { readonly port: number }): Promise<LaterVersion> {
  let isLater = false;
  const server = createServer((request, response) => {
    const { url = '/', method = 'GET', headers } = request;
    const isChanged = isLater && url === WORKER;
    const wanted = isChanged ? { host: headers.host } : headers;
    const asked = ask({ port: relay.port, path: url, method, headers: wanted });
    asked.on('response', async (answer: IncomingMessage) => {
      const { 'content-length': _length, ...kept } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, isChanged ? kept : answer.headers);
      if (isChanged) response.end(later(Buffer.concat(await answer.toArray()).toString()));
      else answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    install() {
      isLater = true;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function later(worker: string): string {
  return worker.replace(/(version:.)[0-9a-f]{16}/, `$1${'0'.repeat(16)}`);
}
