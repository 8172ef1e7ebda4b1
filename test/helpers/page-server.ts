import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody's website on this machine: one page, and files beside it by their path. */
export interface PageServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves `body` inside a page at every address but those of `files`. */
export async function servePage(
  head: string,
  body = '<h1>A page</h1>',
  files: Readonly<Record<string, { type: string; content: string | Buffer }>> = {},
): Promise<PageServer> {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.setHeader('content-type', file?.type ?? 'text/html; charset=utf-8');
    response.end(file?.content ?? page);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
