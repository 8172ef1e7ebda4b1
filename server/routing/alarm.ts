/** One timer for whatever is due next. */
export interface Alarm {
  /** Rings in so many milliseconds, and not when it was to ring before; undefined: not at all. */
  set(inMs: number | undefined): void;
}

/** A little later than asked for: what is due at a moment is due a moment after it, whatever the clocks' grain. */
const LATER_MS = 100;
/** The longest that Node's timers can wait. */
const LONGEST_MS = 2_147_483_647;

export function createAlarm(ring: () => void): Alarm {
  let timer: NodeJS.Timeout | undefined;
  return {
    set(inMs) {
      clearTimeout(timer);
      timer =
        inMs === undefined ? undefined : setTimeout(ring, Math.min(inMs + LATER_MS, LONGEST_MS));
    },
  };
}
