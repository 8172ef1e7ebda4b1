/** A second door, for the drawings of what is loaded later. */

/** @public */
export const ATTACH = 'M12 5v14M5 12h14';
/** @public */
export const DOWN = 'm6 9 6 6 6-6';
/** @public */
export const WARNING = 'M12 8v5m0 3.5v.01M12 3 2.5 20h19L12 3Z';

const TWO_TICKS = 'm2 12.5 5 5 9-11m-4 11 1 1 9-12';

/**
 * How far a message got.
 * @public
 */
export const DELIVERIES = {
  sending: 'M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  sent: 'm5 12.5 5 5 9-11',
  delivered: TWO_TICKS,
  seen: TWO_TICKS,
} as const;
