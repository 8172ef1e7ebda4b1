import { performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const PERIOD_MS = 5_000;
/** The part of a period that the process may have worked. */
const MOST_BUSY = 0.2;
/** What must have come since the last collection, so that one is worth its pause. */
const LEAST_BYTES = 16_777_216;

/**
 * Collects garbage while little happens. V8 collects when memory is asked for: after thousands of visitors came and fell silent,
 * what their arrivals left behind would stay with what the visitors need. A collection holds the process up, so it is made only
 * in silence, and not again before 16 MiB have come. For the process's life.
 */
export function collectWhenSilent(): void {
  setFlagsFromString('--expose-gc');
  // With the flag set every new context has the function.
  const collect = runInNewContext('gc') as () => void; // what V8 puts there
  // Code that was compiled under other flags is not taken at a start.
  setFlagsFromString('--no-expose-gc');
  let kept = usedBytes();
  let before = performance.eventLoopUtilization();
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    const used = usedBytes();
    // V8 collected by itself.
    kept = Math.min(kept, used);
    if (utilization > MOST_BUSY || used - kept < LEAST_BYTES) return;
    collect();
    kept = usedBytes();
  }, PERIOD_MS).unref();
}

function usedBytes(): number {
  return getHeapStatistics().used_heap_size;
}
