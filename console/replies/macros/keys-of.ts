import type { Macro, MacroId, Scope } from '../../../protocol/index.ts';

/** The nearer one is to the operator, the sooner it has a key that several want. */
const NEAREST: readonly Scope['kind'][] = ['own', 'group', 'site', 'everybody'];

/** Which macro has which digit; a digit that several want is of the one that is nearest to the operator. Pure. */
export function keysOf(macros: readonly Macro[]): ReadonlyMap<MacroId, string> {
  const nearest = [...macros].sort(
    (one, other) => NEAREST.indexOf(one.scope.kind) - NEAREST.indexOf(other.scope.kind),
  );
  const given = new Map<string, MacroId>();
  for (const { id, key } of nearest) if (key !== null && !given.has(key)) given.set(key, id);
  return new Map([...given].map(([key, id]) => [id, key]));
}
