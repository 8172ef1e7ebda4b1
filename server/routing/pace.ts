/** How fast a queue moves. */
export interface Pace {
  /** What waits and moves now, in no order, and all that waits: what only stopped moving has not left. Default: all moves. */
  set(moving: readonly string[], waiting?: readonly string[]): void;
  /** About how long it takes until a place was reached, 1 is next, in milliseconds; undefined where too little is known. */
  waitOf(position: number): number | undefined;
}

/** Fewer chats that left the queue say nothing about the next. */
const LEAST_LEFT = 3;
/** Beyond so many the older ones count for half, so that it follows the day. */
const MOST_LEFT = 50;

/** Learns it from the chats that leave the queue, and only while there is one. `now` in milliseconds; only differences count. */
export function createPace(now: () => number): Pace {
  let moving = new Set<string>();
  let lookedAt = now();
  let queueMs = 0;
  let left = 0;
  return {
    set(next, waiting = next) {
      const at = now();
      if (moving.size > 0) queueMs += at - lookedAt;
      lookedAt = at;
      const present = new Set(waiting);
      for (const chat of moving) if (!present.has(chat)) left += 1;
      moving = new Set(next);
      if (left <= MOST_LEFT) return;
      left /= 2;
      queueMs /= 2;
    },
    waitOf: (position) => (left < LEAST_LEFT ? undefined : Math.round((queueMs / left) * position)),
  };
}
