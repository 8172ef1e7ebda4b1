import { netOf } from '../access/index.ts';
import { createMemory } from './memory.ts';
import { createTokenBucket } from './token-bucket.ts';

const LEAST_SPREAD_MS = 1_000;
const LONGEST_SPREAD_MS = 30_000;
/** Nets whose rate is remembered; the longest unheard is forgotten first. */
const MAX_NETS = 10_000;

/**
 * 0 when somebody at this address may come in now, else the milliseconds within which they should come back, at a random moment.
 * The address is kept in memory for as long as its rate is counted, and nowhere else.
 */
export type Admit = (address: string) => number;

export interface AdmissionOptions {
  /** Twice as many at once. */
  readonly perSecond: number;
  /** Of one address; ten times as many at once, as after a restart all of an office come. */
  readonly perSecondAndAddress: number;
  /** Whether an address is its owner's own; one that may be a proxy's stands for everybody and is not limited. */
  readonly isOwn: (address: string) => boolean;
}

type Gate = () => number;

/**
 * Lets so many clients a second begin a line that each of them is served soon. When a relay starts again, all clients come
 * at once; each costs some reads, and one that waits too long gives up and comes again. Those beyond a limit are sent away
 * before anything is read for them, for the longer the more there are. An address that is over its limits takes no place
 * from the others.
 */
export function createAdmission(options: AdmissionOptions, now: () => number = Date.now): Admit {
  const { perSecond, perSecondAndAddress, isOwn } = options;
  const everybody = createGate(perSecond * 2, perSecond, now);
  const hellos = createGates(() => createGate(perSecondAndAddress * 10, perSecondAndAddress, now));
  return (address) => (isOwn(address) ? hellos(netOf(address))() : 0) || everybody();
}

function createGate(burst: number, perSecond: number, now: () => number): Gate {
  const bucket = createTokenBucket(burst, perSecond, now);
  let sentAway = 0;
  let countedFrom = now();
  return () => {
    if (bucket.take() === 0) return 0;
    const at = now();
    if (Math.abs(at - countedFrom) > LEAST_SPREAD_MS) {
      countedFrom = at;
      sentAway = 0;
    }
    sentAway += 1;
    return Math.min(LONGEST_SPREAD_MS, LEAST_SPREAD_MS + (sentAway / perSecond) * 1_000);
  };
}

/** A gate for each net. A net that was forgotten begins anew: whoever owns that many passes only the gate for everybody. */
function createGates(create: () => Gate): (net: string) => Gate {
  const gates = createMemory<string, Gate>(MAX_NETS);
  return (net) => {
    const gate = gates.get(net) ?? create();
    gates.set(net, gate);
    return gate;
  };
}
