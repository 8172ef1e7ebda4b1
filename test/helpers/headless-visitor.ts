import {
  createStores,
  createVisitorClient,
  type KeyValueStore,
  type TokenKeeper,
} from '../../client/index.ts';
import type { SiteKey, VisitorToken } from '../../protocol/index.ts';
import { demoSiteKey } from './demo-site.ts';
import { nodeEnvironment } from './node-environment.ts';

/** What a headless visitor may be given. */
interface Given {
  readonly store?: KeyValueStore;
  readonly token?: VisitorToken | undefined;
  /** Where tabs of one browser keep their token. Default: a place of its own. */
  readonly tokens?: TokenKeeper;
  readonly onComplaint?: (sentence: string) => void;
}

/** The project's own client in Node, as a visitor of the demo shop; token and store can be handed on to the next page. */
export async function headlessVisitor(relayUrl: string, given: Given = {}) {
  let { token } = given;
  const store = given.store ?? createStores().page;
  const client = createVisitorClient(
    {
      relay: relayUrl,
      site: (await demoSiteKey(relayUrl)) as SiteKey,
      store: () => store,
      ...(given.onComplaint && { onComplaint: given.onComplaint }),
      token: given.tokens ?? {
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
