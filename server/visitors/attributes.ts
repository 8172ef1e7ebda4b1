import type { AttributeChanges, Attributes } from '../../protocol/index.ts';

/** What is known after a page set more of it: null removes, all else replaces. Pure. */
export function mergeAttributes(known: Attributes, changes: AttributeChanges): Attributes {
  const all = new Map(Object.entries(known));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) all.delete(name);
    else all.set(name, value);
  }
  return Object.fromEntries(all);
}
