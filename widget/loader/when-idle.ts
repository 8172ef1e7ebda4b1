/** Resolves when the browser has nothing better to do, after two seconds at most: busy pages get their launcher too. */
export function whenIdle(): Promise<unknown> {
  // Safari has no requestIdleCallback; to `setTimeout` the options are no time at all.
  const call: (resolve: (value: unknown) => void, options: object) => unknown =
    window.requestIdleCallback ?? setTimeout;
  return new Promise((resolve) => call(resolve, { timeout: 2_000 }));
}
