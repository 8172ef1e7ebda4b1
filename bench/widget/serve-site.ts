import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

/** A site on 127.0.0.1 as it would be in production: everything is compressed by brotli at its best level. */
export interface Site {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly server: Server;
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

const compress = promisify(brotliCompress);

/** Serves files by their paths, such as `/frame.html`; everything else is answered 404. */
export async function serveSite(files: ReadonlyMap<string, Buffer | string>): Promise<Site> {
  const compressed = new Map<string, Buffer>();
  await Promise.all(
    [...files].map(async ([path, content]) => compressed.set(path, await compress(content))),
  );
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '');
    const body = compressed.get(path);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'content-type');
    response.setHeader('access-control-allow-methods', 'PUT');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    response.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain');
    if (!body) return void response.writeHead(404).end();
    response.setHeader('content-encoding', 'br').end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
