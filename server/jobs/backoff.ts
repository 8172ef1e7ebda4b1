const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const LONGEST_MS = 6 * HOUR_MS;
/** After the first, second, … failed attempt. */
const DELAYS_MS = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  LONGEST_MS,
];
const JITTER = 0.2;

/** A job that failed this often is dead. */
export const MAX_ATTEMPTS = 10;

/**
 * How long a job waits after its `attempts`-th attempt failed, in milliseconds: 5 s growing to 6 h, ± 20 % so that what
 * failed together does not come back together. `random` is from 0 to 1.
 */
export function backoffMs(attempts: number, random: number): number {
  const delay = DELAYS_MS[attempts - 1] ?? LONGEST_MS;
  return Math.round(delay * (1 - JITTER + 2 * JITTER * random));
}
