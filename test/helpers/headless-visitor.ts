import { createStores, createVisitorClient, type KeyValueStore } from '../../client/index.ts';
import type { SiteKey, VisitorToken } from '../../protocol/index.ts';
import { demoSiteKey } from './demo-site.ts';
import { nodeEnvironment } from './node-environment.ts';

/** The project's own client in Node, as a visitor of the demo shop; token and store can be handed on to the next page. */
export async function headlessVisitor(
  relayUrl: string,
  given: { store?: KeyValueStore; token?: VisitorToken | undefined } = {},
) {
  let { token } = given;
  const store = given.store ?? createStores().page;
  const client = createVisitorClient(
    {
      relay: relayUrl,
      site: (await demoSiteKey(relayUrl)) as SiteKey,
      store: () => store,
      token: {
        read: () => token,
        write: (written) => {
          token = written;
        },
        clear: () => {
          token = undefined;
        },
      },
      page: () => ({ url: 'http://localhost/', title: 'Shop' }),
      language: () => 'en',
    },
    nodeEnvironment({ origin: 'http://localhost' }),
  );
  return { client, store, token: () => token };
}
