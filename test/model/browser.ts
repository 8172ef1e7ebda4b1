import { createVisitorClient, type KeyValueStore, type VisitorClient } from '../../client/index.ts';
import type { SiteKey, VisitorToken } from '../../protocol/index.ts';
import type { Network } from './network.ts';

/** Two tabs of one browser: a store that both see, of whose changes the other tab may hear later. */
export interface ModelBrowser {
  readonly tabs: readonly [VisitorClient, VisitorClient];
  /** A tab's page goes and comes again: everything in its memory is gone. */
  reload(tab: 0 | 1): void;
  /** The clock that messages are labelled with; it may be years off. */
  setClock(ms: number): void;
  /** Each tab hears of what the other one changed. */
  tellTabs(): void;
  close(): void;
}

const TOKEN = 'token';

export function createBrowser(relayUrl: string, site: SiteKey, network: Network): ModelBrowser {
  const entries = new Map<string, string>();
  const listeners = [new Set<() => void>(), new Set<() => void>()] as const;
  let clock = Date.UTC(2026, 0, 1);

  function storeOf(tab: 0 | 1): KeyValueStore {
    return {
      outlivesPage: true,
      get: (key) => entries.get(key),
      set: (key, value) => void entries.set(key, value),
      delete: (key) => void entries.delete(key),
      keys: (prefix) => [...entries.keys()].filter((key) => key.startsWith(prefix)).sort(),
      onChange(_prefix, listener) {
        listeners[tab].add(listener);
        return () => listeners[tab].delete(listener);
      },
    };
  }

  function open(tab: 0 | 1): VisitorClient {
    const store = storeOf(tab);
    return createVisitorClient(
      {
        relay: relayUrl,
        site,
        store: () => store,
        token: {
          // Only this browser writes under this key.
          read: () => entries.get(TOKEN) as VisitorToken | undefined,
          write: (token) => void entries.set(TOKEN, token),
          clear: () => void entries.delete(TOKEN),
        },
        page: () => ({ url: 'http://localhost/', title: 'Shop' }),
        language: () => 'en',
      },
      {
        WebSocket: network.WebSocket,
        fetch: () => Promise.reject(new Error('there is no HTTP here')),
        now: () => clock++,
        random: () => 0,
        onWake: () => () => undefined,
        onLeave: () => () => undefined,
        holdPage: () => undefined,
      },
    );
  }

  const tabs: [VisitorClient, VisitorClient] = [open(0), open(1)];
  return {
    tabs,
    reload(tab) {
      tabs[tab].destroy();
      tabs[tab] = open(tab);
      tabs[tab].connect();
    },
    setClock(ms) {
      clock = ms;
    },
    tellTabs() {
      for (const tab of listeners) for (const listener of [...tab]) listener();
    },
    close() {
      for (const tab of tabs) tab.destroy();
    },
  };
}
