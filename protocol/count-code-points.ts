/** Counts Unicode code points, the unit of every text limit, so that an emoji counts once on all sides. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
