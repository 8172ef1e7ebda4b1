/**
 * Where the page stands among the entries of its history: browsers tell that one went back or forward only when it is done, and not how
 * far. Each entry therefore holds its place.
 */
let here = 0;

/** Gives the entry that is shown a place, where it has none: `by` is 1 for one that was added, 0 for one that was replaced. */
export function notePlace(by: 0 | 1): void {
  const place = placeOf(history.state);
  here = place ?? here + by;
  if (place === undefined) history.replaceState({ place: here }, '');
}

/** How many entries one went with the last step through the history; negative is back. */
export function stepsGone(): number {
  const place = placeOf(history.state);
  // An entry without a place is older than this page's first.
  return place === undefined ? -1 : place - here;
}

function placeOf(state: unknown): number | undefined {
  if (typeof state !== 'object' || state === null || !('place' in state)) return undefined;
  return typeof state.place === 'number' ? state.place : undefined;
}
