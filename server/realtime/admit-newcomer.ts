import { hashOf, netOf } from '../access/index.ts';
import type { Bus } from '../bus/index.ts';

const HOUR_MS = 3_600_000;
const LEAST_SPREAD_MS = 1_000;
const LONGEST_SPREAD_MS = 30_000;

/** 0 when a new visitor of this address may be made now, else the milliseconds within which it should come back. */
export type AdmitNewcomer = (address: string) => Promise<number>;

export interface NewcomerOptions {
  /** New visitors of one address in an hour, over all nodes: each is stored. */
  readonly perHour: number;
  /** Whether an address is its owner's own; one that may be a proxy's stands for everybody and is not limited. */
  readonly isOwn: (address: string) => boolean;
  readonly countUse: Bus['countUse'];
}

/** Bounds what a stranger can make the relay store. An address is counted as a hash, for an hour at most. */
export function createNewcomerLimit(options: NewcomerOptions): AdmitNewcomer {
  const { perHour, isOwn, countUse } = options;
  return async (address) => {
    if (!isOwn(address)) return 0;
    const { count, leftMs } = await countUse(hashOf(`new visitor from ${netOf(address)}`), HOUR_MS);
    if (count <= perHour) return 0;
    return Math.min(LONGEST_SPREAD_MS, Math.max(LEAST_SPREAD_MS, leftMs));
  };
}
