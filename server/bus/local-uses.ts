import type { Uses } from './port.ts';

/** Keys that are remembered; the one whose window began first is forgotten first. */
const MAX_KEYS = 50_000;

/** Counts uses of one node. Every key is always counted with the same window. */
export function createLocalUses(
  now: () => number = () => performance.now(),
): (key: string, windowMs: number) => Uses {
  const windows = new Map<string, { count: number; endsAt: number }>();

  function begin(key: string, windowMs: number) {
    const begun = { count: 0, endsAt: now() + windowMs };
    windows.delete(key);
    windows.set(key, begun);
    for (const oldest of windows.keys()) {
      if (windows.size <= MAX_KEYS) break;
      windows.delete(oldest);
    }
    return begun;
  }

  return (key, windowMs) => {
    const found = windows.get(key);
    const window = found && found.endsAt > now() ? found : begin(key, windowMs);
    window.count += 1;
    return { count: window.count, leftMs: Math.ceil(window.endsAt - now()) };
  };
}
