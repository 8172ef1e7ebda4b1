/** Longest wait for a quiet moment, in milliseconds; busy pages get their launcher too. */
const PATIENCE_MS = 2_000;

/** Resolves when the browser has nothing better to do. */
export function whenIdle(): Promise<unknown> {
  return new Promise((resolve) => {
    // Safari has no requestIdleCallback.
    if (!('requestIdleCallback' in window)) setTimeout(resolve);
    else requestIdleCallback(resolve, { timeout: PATIENCE_MS });
  });
}
