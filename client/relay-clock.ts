/** Clocks that differ by less are taken for the same: so much may be the way from the relay. */
const ALIKE_MS = 1_000;

/**
 * How far the relay's clock is before this one, in milliseconds; 0 where they are alike. `at` is what the relay's just said, `now` what
 * this one says, `before` what was held for true: it stays where it nearly fits, so that what is shown does not tremble. Pure.
 */
export function aheadBy(at: number, now: number, before: number): number {
  const found = at - now;
  return Math.abs(found - before) < ALIKE_MS ? before : found;
}
