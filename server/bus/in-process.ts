import type { Bus, Hint } from './port.ts';

/** The bus of a single node: calls every listener at once, in the order they subscribed. */
export function createInProcessBus(): Bus {
  const listeners = new Set<(hint: Hint) => void>();
  return {
    publish(hint) {
      for (const listener of listeners) listener(hint);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      listeners.clear();
    },
  };
}
