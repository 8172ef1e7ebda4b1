import type { CounterbellApi, EarlyCall } from './api-types.ts';

/** The interface as `window.Counterbell` has it: calls may still be pushed. */
export interface CounterbellGlobal extends CounterbellApi {
  /** Makes each call at once; `['open']` is `open()`. */
  push(...calls: EarlyCall[]): void;
}

/** Gives the interface its `push`, and makes the calls that were kept before the script was there, in their order. */
export function takeOver(api: CounterbellApi, kept: readonly EarlyCall[]): CounterbellGlobal {
  const { consent } = api;
  const methods = new Map<string, unknown>([
    ...Object.entries(api),
    ['consent.grant', consent.grant],
    ['consent.deny', consent.deny],
  ]);

  function call([name, ...args]: EarlyCall): void {
    const method = methods.get(name);
    if (typeof method !== 'function') throw new TypeError(`Counterbell: no method ${name}`);
    const result: unknown = method(...args);
    // Nobody can take the promise of a pushed call; `error` has told already.
    if (result instanceof Promise) result.catch(() => undefined);
  }

  // Each in a microtask of its own: a wrong one is reported, and does not cost the page the others or its launcher.
  for (const entry of kept) queueMicrotask(() => call(entry));
  return { ...api, push: (...calls) => calls.forEach(call) };
}
