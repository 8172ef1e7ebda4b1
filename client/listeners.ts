/** Tells listeners of a change once for all changes of one turn. */
export interface Listeners {
  subscribe(listener: () => void): () => void;
  changed(): void;
  clear(): void;
}

export function createListeners(beforeTelling: () => void): Listeners {
  const listeners = new Set<() => void>();
  let isTelling = false;
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed() {
      if (isTelling) return;
      isTelling = true;
      queueMicrotask(() => {
        isTelling = false;
        beforeTelling();
        for (const listener of listeners) listener();
      });
    },
    clear: () => listeners.clear(),
  };
}
