import { type ChatSummary, LIMITS } from '../protocol/index.ts';

/** Marks of one chat are told together, so that a lively one costs the relay a write a second at most. */
const TELL_AFTER_MS = 1_000;
/** A third of what the relay lets pass: hundreds of chats may have news at once, and the rest is for what is written. */
const TELL_EVERY_MS = 3_000 / LIMITS.framesPerSecond;

/** Tells the relay, a little later and once for many events, that they have come; of many chats one after another. */
export interface DeliveryMarks<Key> {
  /** `tell` is called later with nothing newer to tell; it gives back whether it told anything. */
  soon(key: Key, tell: () => boolean): void;
  clear(): void;
}

export function createDeliveryMarks<Key>(): DeliveryMarks<Key> {
  const timers = new Map<Key, ReturnType<typeof setTimeout>>();
  /** Those whose time has come, in its order. */
  const ready = new Map<Key, () => boolean>();
  let pause: ReturnType<typeof setTimeout> | undefined;

  function tellNext(): void {
    pause = undefined;
    for (const [key, tell] of ready) {
      ready.delete(key);
      if (!tell()) continue;
      pause = setTimeout(tellNext, TELL_EVERY_MS);
      return;
    }
  }

  return {
    soon(key, tell) {
      if (timers.has(key) || ready.has(key)) return;
      const isDue = () => {
        timers.delete(key);
        ready.set(key, tell);
        if (pause === undefined) tellNext();
      };
      timers.set(key, setTimeout(isDue, TELL_AFTER_MS));
    },
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      clearTimeout(pause);
      pause = undefined;
      timers.clear();
      ready.clear();
    },
  };
}

/** Whether the visitor wrote something of which the relay does not know yet that it came. */
export function isNews({ lastFromVisitor, seen, delivered }: ChatSummary): boolean {
  return lastFromVisitor > Math.max(seen.operator, delivered.operator);
}
