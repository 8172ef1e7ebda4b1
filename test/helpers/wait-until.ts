import { setTimeout as pass } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/**
 * Waits until something is so; a look that rejects says that it is not so yet. Rejects after `withinMs` with what was waited
 * for. Works without a test runner around it, as the long forms of the proofs need.
 */
export async function waitUntil(
  what: string,
  withinMs: number,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = performance.now() + withinMs;
  let cause: unknown;
  do {
    try {
      if (await isSo()) return;
    } catch (error) {
      cause = error;
    }
    await pass(LOOK_EVERY_MS);
  } while (performance.now() < end);
  throw new Error(`not within ${withinMs} ms: ${what}`, { cause });
}
