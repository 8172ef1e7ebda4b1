import { performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const PERIOD_MS = 5_000;
/** The part of a period that the process may have worked. */
const MOST_BUSY = 0.2;
/** What must have come since the last collection, so that one is worth its pause: so many bytes, and this part of what was kept. */
const LEAST_BYTES = 16_777_216;
const LEAST_PART = 0.25;

/**
 * Collects garbage while little happens. V8 collects when memory is asked for: after thousands of visitors came and fell silent,
 * what their arrivals left behind would stay with what the visitors need. A collection holds the process up, so it is made only
 * in silence, and not again before much has come. It moves what stays together, so that the system gets whole pages back. For
 * the process's life.
 */
export function collectWhenSilent(): void {
  // With the flag set every new context has the function.
  const collect = withFlag('expose-gc', () => runInNewContext('gc') as () => void); // what V8 puts there
  let kept = usedBytes();
  let before = performance.eventLoopUtilization();
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    const used = usedBytes();
    // V8 collected by itself.
    kept = Math.min(kept, used);
    const isWorthIt = used - kept >= Math.max(LEAST_BYTES, kept * LEAST_PART);
    if (utilization > MOST_BUSY || !isWorthIt) return;
    // Else what stays would go on lying about in all the pages that arrivals had filled.
    withFlag('compact-on-every-full-gc', collect);
    kept = usedBytes();
  }, PERIOD_MS).unref();
}

/** Does it under a flag of V8, which is set back: code that was compiled under other flags is not taken at a start. */
function withFlag<Result>(flag: string, act: () => Result): Result {
  setFlagsFromString(`--${flag}`);
  try {
    return act();
  } finally {
    setFlagsFromString(`--no-${flag}`);
  }
}

function usedBytes(): number {
  return getHeapStatistics().used_heap_size;
}
