import type { SiteLooks } from '../../../protocol/index.ts';

/** The looks with some of them changed; what is empty is not set, and the widget's own holds. Pure. */
export function withLooks(
  looks: SiteLooks,
  changes: { [Name in keyof SiteLooks]: SiteLooks[Name] | undefined },
): SiteLooks {
  const set = Object.entries({ ...looks, ...changes }).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return Object.fromEntries(set);
}
