/** Readers by what they read. */
export interface Readers<Key, Reader extends object> {
  add(key: Key, reader: Reader): void;
  /** False where it was not there. */
  delete(key: Key, reader: Reader): boolean;
  has(key: Key): boolean;
  of(key: Key): Iterable<Reader>;
  all(): Iterable<Reader>;
}

/** Nearly every key has one reader, and a set takes some 250 bytes: it comes with the second one. */
export function createReaders<Key, Reader extends object>(): Readers<Key, Reader> {
  const readers = new Map<Key, Reader | Set<Reader>>();

  function of(key: Key): Iterable<Reader> {
    const found = readers.get(key);
    if (found === undefined) return [];
    return found instanceof Set ? found : [found];
  }

  return {
    add(key, reader) {
      const found = readers.get(key);
      if (found instanceof Set) found.add(reader);
      else readers.set(key, found && found !== reader ? new Set([found, reader]) : reader);
    },
    delete(key, reader) {
      const found = readers.get(key);
      if (found === reader) return readers.delete(key);
      if (!(found instanceof Set && found.delete(reader))) return false;
      if (found.size === 0) readers.delete(key);
      return true;
    },
    has: (key) => readers.has(key),
    of,
    *all() {
      for (const key of readers.keys()) yield* of(key);
    },
  };
}
