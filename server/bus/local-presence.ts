/** Counts the lines that people have to this node. */
export interface LocalPresence<Id> {
  /** A line begins. */
  came(id: Id): void;
  /** A line that began ends. */
  left(id: Id): void;
  has(id: Id): boolean;
  all(): Iterable<Id>;
}

/** `onChange` is told of a person's first and last line. */
export function createLocalPresence<Id>(
  onChange: (id: Id, isHere: boolean) => void,
): LocalPresence<Id> {
  const lines = new Map<Id, number>();

  return {
    came(id) {
      const count = lines.get(id) ?? 0;
      lines.set(id, count + 1);
      if (count === 0) onChange(id, true);
    },
    left(id) {
      const count = lines.get(id) ?? 0;
      if (count > 1) lines.set(id, count - 1);
      else if (lines.delete(id)) onChange(id, false);
    },
    has: (id) => lines.has(id),
    all: () => lines.keys(),
  };
}
