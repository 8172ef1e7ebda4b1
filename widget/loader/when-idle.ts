/** Longest wait for a quiet moment, in milliseconds; busy pages get their launcher too. */
const PATIENCE_MS = 2_000;

/** Resolves when the browser has nothing better to do. */
export function whenIdle(): Promise<unknown> {
  // Safari has no requestIdleCallback; to `setTimeout` the options are no time at all.
  const call: (resolve: (value: unknown) => void, options: object) => unknown =
    window.requestIdleCallback ?? setTimeout;
  return new Promise((resolve) => call(resolve, { timeout: PATIENCE_MS }));
}
