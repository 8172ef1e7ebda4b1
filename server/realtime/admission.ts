import { createTokenBucket } from './token-bucket.ts';

const LEAST_SPREAD_MS = 1_000;
const LONGEST_SPREAD_MS = 30_000;

/** Lets so many clients a second begin a line that each of them is served soon. */
export interface Admission {
  /** 0 when one may come in now, else the milliseconds within which it should come back, at a random moment. */
  admit(): number;
}

/**
 * When a relay starts again, all clients come at once; each costs some reads, and one that waits too long gives up and
 * comes again. Those beyond `perSecond` (twice as many at once) are sent away before anything is read for them, for the
 * longer the more there are.
 */
export function createAdmission(perSecond: number, now: () => number = Date.now): Admission {
  const bucket = createTokenBucket(perSecond * 2, perSecond, now);
  let sentAway = 0;
  let countedFrom = now();
  return {
    admit() {
      if (bucket.take() === 0) return 0;
      const at = now();
      if (Math.abs(at - countedFrom) > LEAST_SPREAD_MS) {
        countedFrom = at;
        sentAway = 0;
      }
      sentAway += 1;
      return Math.min(LONGEST_SPREAD_MS, LEAST_SPREAD_MS + (sentAway / perSecond) * 1_000);
    },
  };
}
