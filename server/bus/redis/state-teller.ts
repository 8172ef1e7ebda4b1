import type { BusState } from '../port.ts';

/** Whether the bus is up, and who wants to know. */
export interface StateTeller {
  now(): BusState;
  /** Tells everybody where this is news. */
  become(name: 'up' | 'down'): void;
  onChange(listener: (state: BusState) => void): () => void;
  close(): void;
}

/** Begins with `up`. */
export function createStateTeller(): StateTeller {
  const listeners = new Set<(state: BusState) => void>();
  let state: BusState = { name: 'up' };
  return {
    now: () => state,
    become(name) {
      if (state.name === name) return;
      state = name === 'up' ? { name } : { name, since: Date.now() };
      for (const listener of listeners) listener(state);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => listeners.clear(),
  };
}
