/** How many entries have room in one millisecond; 2^53 / 2048 is in the year 2109. */
const ROOM = 2_048;

/** The first position of a millisecond, and the first one after it. */
export function positionsOf(at: number): { readonly first: number; readonly end: number } {
  return { first: at * ROOM, end: (at + 1) * ROOM };
}

/**
 * Free positions for entries of these times, in their order: whole numbers that grow with the time, so that an index which is
 * read by them gives what is newest first and need not be sorted. An entry that finds its millisecond full goes into the next
 * one. `lastOf` asks for the greatest position taken in each of these milliseconds, if any.
 */
export async function freePositions(
  times: readonly number[],
  lastOf: (times: readonly number[]) => Promise<ReadonlyMap<number, number>>,
): Promise<number[]> {
  const next = new Map<number, number>();

  async function open(at: readonly number[]): Promise<void> {
    const unknown = [...new Set(at)].filter((one) => !next.has(one));
    const last = unknown.length > 0 ? await lastOf(unknown) : new Map<number, number>();
    for (const one of unknown) next.set(one, (last.get(one) ?? positionsOf(one).first - 1) + 1);
  }

  await open(times);
  const positions: number[] = [];
  for (const time of times) {
    let at = time;
    while ((next.get(at) ?? 0) >= positionsOf(at).end) {
      at += 1;
      await open([at]);
    }
    const position = next.get(at) ?? positionsOf(at).first;
    next.set(at, position + 1);
    positions.push(position);
  }
  return positions;
}
