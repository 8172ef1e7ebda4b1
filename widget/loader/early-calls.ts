import type { CounterbellApi, EarlyCall } from './api-types.ts';
import { report } from './complain.ts';

/** The interface as `window.Counterbell` has it: calls may still be pushed. */
export interface CounterbellGlobal extends CounterbellApi {
  /** Makes each call at once; `['open']` is `open()`. */
  push(...calls: EarlyCall[]): void;
}

/** Gives the interface its `push`, and makes the calls that were kept before the script was there, in their order. */
export function takeOver(api: CounterbellApi, kept: readonly EarlyCall[]): CounterbellGlobal {
  const { consent } = api;
  const methods = new Map<string, unknown>(
    Object.entries({ ...api, 'consent.grant': consent.grant, 'consent.deny': consent.deny }),
  );

  function call([name, ...args]: EarlyCall): void {
    const method = methods.get(name);
    if (typeof method !== 'function') throw new TypeError(`Counterbell: no method ${name}`);
    // Nobody can take the promise of a pushed call; `error` has told already.
    Promise.resolve(method(...args)).catch(() => undefined);
  }

  // Each by itself, once `init` was called: a wrong one costs a line, and not the others or the launcher. What `call` throws are errors.
  for (const entry of kept) Promise.resolve(entry).then(call).catch(report);
  return { ...api, push: (...calls) => calls.forEach(call) };
}
