/** Bytes that come in parts of any size, to be taken in the sizes that their reader needs. */
export interface ByteSource {
  /** The next `count` bytes, or fewer at the end. */
  take(count: number): Promise<Buffer>;
  /** The same as they come, without gathering them. */
  pass(count: number): AsyncGenerator<Buffer>;
  /**
   * As many bytes as `find` says of what is there, again and again, until it leaves two or more; to the end where it never does.
   * Leaving one byte it waits for the next.
   */
  passUntil(find: (held: Buffer) => number): AsyncGenerator<Buffer>;
  /** Passes over `count` bytes. */
  skip(count: number): Promise<void>;
  /** What was taken last comes again. */
  giveBack(taken: Buffer): void;
  /** Passes over everything that still comes. */
  drain(): Promise<void>;
  /** Tells whoever sends that no more is read. */
  close(): Promise<void>;
}

export function byteSource(bytes: AsyncIterable<Uint8Array>): ByteSource {
  const parts = bytes[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);

  /** False where nothing more comes. */
  async function holdMore(): Promise<boolean> {
    const next = await parts.next();
    if (!next.done) held = Buffer.concat([held, next.value]);
    return !next.done;
  }

  /** Whether there is something held. */
  async function hold(): Promise<boolean> {
    while (held.length === 0) if (!(await holdMore())) return false;
    return true;
  }

  function cut(count: number): Buffer {
    const part = held.subarray(0, count);
    held = held.subarray(count);
    return part;
  }

  async function* pass(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0 && (await hold()); ) {
      const part = cut(left);
      left -= part.length;
      yield part;
    }
  }

  async function skip(count: number): Promise<void> {
    for await (const _part of pass(count));
  }

  return {
    pass,
    skip,
    async take(count) {
      const taken: Buffer[] = [];
      for await (const part of pass(count)) taken.push(part);
      return Buffer.concat(taken);
    },
    async *passUntil(find) {
      while (await hold()) {
        const count = find(held);
        if (count > 0) yield cut(count);
        if (held.length > 1) return;
        if (held.length === 1 && !(await holdMore())) return;
      }
    },
    giveBack(taken) {
      held = Buffer.concat([taken, held]);
    },
    drain: () => skip(Number.POSITIVE_INFINITY),
    async close() {
      await parts.return?.();
    },
  };
}
