import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The demo shop's page on an address of its own, with whatever tag is wanted in it. */
export interface ShopPage {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The relay's tag, as the shop's page has it. */
  readonly relaysTag: string;
  /** Gives back the address of the page with this tag in its head. */
  withTag(tag: string): string;
  stop(): Promise<void>;
}

/** Takes the shop's page and what belongs to it from a relay that serves the demo. */
export async function serveShop(relayUrl: string): Promise<ShopPage> {
  const shop = await (await fetch(`${relayUrl}/demo`)).text();
  const [snippet = ''] = /<script async .*?<\/script>/.exec(shop) ?? [];
  const tags: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const tag = tags[Number(/^\/with\/(\d+)$/.exec(path)?.[1])];
    if (tag !== undefined) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(shop.replace(snippet, () => tag));
      return;
    }
    fetch(relayUrl + path).then(
      async (answer) => {
        response.setHeader('content-type', answer.headers.get('content-type') ?? '');
        response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
      },
      () => response.writeHead(502).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    // The relay's name for itself would first be looked for at another address of this machine.
    relaysTag: snippet.replace(/http:\/\/localhost:\d+/, relayUrl),
    withTag(tag) {
      if (!tags.includes(tag)) tags.push(tag);
      return `${url}/with/${tags.indexOf(tag)}`;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
