/** Somebody on the line of whom something must be heard now and then. */
export interface Watched {
  /** When something was heard last, on the clock of `performance.now()`. */
  readonly heardAt: number;
  /** Nothing was heard for too long. */
  onIdle(): void;
}

/** Looks after all lines with one timer. */
export interface IdleWatch {
  add(watched: Watched): void;
  delete(watched: Watched): void;
  stop(): void;
}

/** How often it looks, as a part of the time that one may be silent. */
const LOOKS = 15;

export function createIdleWatch(silentMs: number): IdleWatch {
  const all = new Set<Watched>();
  const timer = setInterval(() => {
    const before = performance.now() - silentMs;
    for (const watched of all) if (watched.heardAt < before) watched.onIdle();
  }, silentMs / LOOKS);
  // Lines keep the process running themselves; a relay that failed to start has none.
  timer.unref();
  return {
    add: (watched) => void all.add(watched),
    delete: (watched) => void all.delete(watched),
    stop: () => clearInterval(timer),
  };
}
