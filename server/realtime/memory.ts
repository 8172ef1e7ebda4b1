/** Holds a value for each of the keys that were set last. */
export interface Memory<Key, Value> {
  get(key: Key): Value | undefined;
  /** Beyond the limit, the key that was set longest ago is forgotten. */
  set(key: Key, value: Value): void;
}

export function createMemory<Key, Value>(mostKeys: number): Memory<Key, Value> {
  const values = new Map<Key, Value>();
  return {
    get: (key) => values.get(key),
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      for (const oldest of values.keys()) {
        if (values.size <= mostKeys) break;
        values.delete(oldest);
      }
    },
  };
}
