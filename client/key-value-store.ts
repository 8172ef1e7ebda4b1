import type { Keeping, KeyValueStore } from './types.ts';

/** A store in memory: gone with the page. */
export function createPageStore(): KeyValueStore {
  const entries = new Map<string, string>();
  return {
    outlivesPage: false,
    get: (key) => entries.get(key),
    set: (key, value) => void entries.set(key, value),
    delete: (key) => void entries.delete(key),
    keys: (prefix) => [...entries.keys()].filter((key) => key.startsWith(prefix)).sort(),
    onChange: () => () => undefined,
  };
}

/** A store in the browser; what the browser refuses to keep is kept in memory. */
function createWebStore(open: () => Storage): KeyValueStore {
  const memory = createPageStore();
  // Even naming a storage throws where the browser forbids it.
  const attempt = <T>(act: (storage: Storage) => T, instead: T): T => {
    try {
      return act(open());
    } catch {
      return instead;
    }
  };
  return {
    get outlivesPage() {
      return memory.keys('').length === 0;
    },
    get: (key) => memory.get(key) ?? attempt((storage) => storage.getItem(key), null) ?? undefined,
    set(key, value) {
      const isKept = attempt((storage) => {
        storage.setItem(key, value);
        return true;
      }, false);
      if (isKept) memory.delete(key);
      else memory.set(key, value);
    },
    delete(key) {
      memory.delete(key);
      attempt((storage) => storage.removeItem(key), undefined);
    },
    keys(prefix) {
      const kept = attempt((storage) => Object.keys(storage), []);
      const found = kept.filter((key) => key.startsWith(prefix));
      return [...new Set([...found, ...memory.keys(prefix)])].sort();
    },
    onChange(prefix, listener) {
      const onStorage = (event: StorageEvent) => {
        if (event.key === null || event.key.startsWith(prefix)) listener();
      };
      addEventListener('storage', onStorage);
      return () => removeEventListener('storage', onStorage);
    },
  };
}

/** Moves what begins with `prefix` from one store to another. */
export function moveEntries(from: KeyValueStore, to: KeyValueStore, prefix: string): void {
  for (const key of from.keys(prefix)) {
    const value = from.get(key);
    if (value !== undefined) to.set(key, value);
    from.delete(key);
  }
}

/** The store for what consent allows; one object per place and page. */
export function createStores(): Record<Keeping, KeyValueStore> {
  return {
    page: createPageStore(),
    session: createWebStore(() => sessionStorage),
    device: createWebStore(() => localStorage),
  };
}
