import * as LIMITS from './limits.ts';
import type { Track } from './types.ts';

/** Why this is too much to tell at once, in words that follow its name; undefined where it is not. Pure. */
export function trackFault(track: Track): string | undefined {
  const isBasket = track.kind === 'order' || track.kind === 'cart';
  const most = isBasket ? LIMITS.basketChars : LIMITS.trackChars;
  const { length } = JSON.stringify(track);
  return length > most ? `is ${length} characters as JSON, the limit is ${most}` : undefined;
}
