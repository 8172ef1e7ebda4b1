/** Counts the lines that people have to this node. */
export interface LocalPresence<Id> {
  /** A line begins; gives back what ends it, once however often it is called. */
  came(id: Id): () => void;
  has(id: Id): boolean;
  all(): Iterable<Id>;
}

/** `onChange` is told of a person's first and last line. */
export function createLocalPresence<Id>(
  onChange: (id: Id, isHere: boolean) => void,
): LocalPresence<Id> {
  const lines = new Map<Id, number>();

  function leave(id: Id): void {
    const left = (lines.get(id) ?? 1) - 1;
    if (left > 0) lines.set(id, left);
    else {
      lines.delete(id);
      onChange(id, false);
    }
  }

  return {
    came(id) {
      const count = lines.get(id) ?? 0;
      lines.set(id, count + 1);
      if (count === 0) onChange(id, true);
      let hasLeft = false;
      return () => {
        if (!hasLeft) leave(id);
        hasLeft = true;
      };
    },
    has: (id) => lines.has(id),
    all: () => lines.keys(),
  };
}
