/** Lets one write at a time happen, in the order they were asked for. */
export interface WriteQueue {
  /** Runs `work` after everything asked for before; settles as it does. Rejects after `close`. */
  run<T>(work: () => T | Promise<T>): Promise<T>;
  /** Whether nothing runs or waits. */
  isIdle(): boolean;
  /** Takes no more work; resolves when what was asked for has settled. */
  close(): Promise<void>;
}

/** `closed` makes the error of work that comes too late. */
export function createWriteQueue(closed: () => Error): WriteQueue {
  let last: Promise<unknown> = Promise.resolve();
  let unsettled = 0;
  let isClosed = false;

  function settle(): void {
    unsettled -= 1;
  }

  return {
    run(work) {
      if (isClosed) return Promise.reject(closed());
      unsettled += 1;
      const result = last.then(work);
      // The queue goes on after a failure; its caller is told of it through `result`.
      last = result.then(settle, settle);
      return result;
    },
    isIdle: () => unsettled === 0,
    async close() {
      isClosed = true;
      await last;
    },
  };
}
