/** Marks of one chat are told together, so that a lively one costs the relay a write a second at most. */
const TELL_AFTER_MS = 1_000;

/** Tells the relay, a little later and once for many events, that they have come. */
export interface DeliveryMarks<Key> {
  /** `tell` is called later with nothing newer to tell. */
  soon(key: Key, tell: () => void): void;
  clear(): void;
}

export function createDeliveryMarks<Key>(): DeliveryMarks<Key> {
  const timers = new Map<Key, ReturnType<typeof setTimeout>>();
  return {
    soon(key, tell) {
      if (timers.has(key)) return;
      const told = () => {
        timers.delete(key);
        tell();
      };
      timers.set(key, setTimeout(told, TELL_AFTER_MS));
    },
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
