/** Counts misfortunes by name. */
export interface Tally {
  add(name: string): void;
  /** All together. */
  count(): number;
  all(): Readonly<Record<string, number>>;
}

/** A tally that shows these names from the start, in this order. */
export function createTally(names: readonly string[]): Tally {
  const counts: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  return {
    add(name) {
      counts[name] = (counts[name] ?? 0) + 1;
    },
    count: () => Object.values(counts).reduce((sum, count) => sum + count, 0),
    all: () => ({ ...counts }),
  };
}
