import { AGAIN_MS, type Use } from './rules.ts';

/** Texts that are remembered of each of two stretches of time. */
const MOST = 10_000;
const NONE: readonly Use[] = [];

/**
 * Which texts were said lately at this node, by their marks: whether it is worth looking into the log. Two maps that take turns, so
 * that the oldest go at once and no message pays for that.
 */
export interface SaidLately {
  /** Remembers a use; gives back those before it, of which some may be older than they count. */
  take(mark: number, use: Use): readonly Use[];
  forget(mark: number, id: string): void;
}

export function createSaidLately(): SaidLately {
  let young = new Map<number, readonly Use[]>();
  let old = new Map<number, readonly Use[]>();
  let turnedAt = 0;

  return {
    take(mark, use) {
      if (young.size >= MOST || use.at - turnedAt > AGAIN_MS) {
        old = young;
        young = new Map();
        turnedAt = use.at;
      }
      const uses = young.get(mark) ?? old.get(mark);
      if (!uses) {
        young.set(mark, [use]);
        return NONE;
      }
      const before = uses.filter(({ id, at }) => id !== use.id && use.at - at < AGAIN_MS);
      young.set(mark, [...before, use]);
      return before;
    },
    forget(mark, id) {
      const uses = young.get(mark);
      if (uses)
        young.set(
          mark,
          uses.filter((use) => use.id !== id),
        );
    },
  };
}
