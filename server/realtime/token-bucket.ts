/** Lets `burst` frames through at once and `perSecond` in the long run. */
export interface TokenBucket {
  /** 0 when one may pass now, else the seconds until one may. */
  take(): number;
}

export function createTokenBucket(
  burst: number,
  perSecond: number,
  now: () => number = Date.now,
): TokenBucket {
  return new Bucket(burst, perSecond, now);
}

/** A class, since there is one for each of thousands of clients. */
class Bucket implements TokenBucket {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  constructor(burst: number, perSecond: number, now: () => number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#now = now;
    this.#tokens = burst;
    this.#filledAt = now();
  }

  take(): number {
    const at = this.#now();
    const perSecond = this.#perSecond;
    const added = (Math.max(0, at - this.#filledAt) / 1000) * perSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + added);
    this.#filledAt = at;
    if (this.#tokens < 1) return (1 - this.#tokens) / perSecond;
    this.#tokens -= 1;
    return 0;
  }
}
