import type { NodeId } from '../port.ts';

/** What a message's number says: the next, said already, or that so many before it were lost on the way. */
export type Place = { readonly name: 'next' | 'repeat' } | { readonly name: 'gap'; missed: number };

/** Numbers what this node says and places what others say, for each channel on its own. Pure but for what it remembers. */
export interface Numbering {
  next(part: number): number;
  place(node: NodeId, part: number, number: number): Place;
  forget(node: NodeId): void;
}

export function createNumbering(parts: number): Numbering {
  const said = new Array<number>(parts).fill(0);
  const heard = new Map<NodeId, (number | undefined)[]>();

  return {
    next(part) {
      const number = (said[part] ?? 0) + 1;
      said[part] = number;
      return number;
    },
    place(node, part, number) {
      const numbers = heard.get(node) ?? [];
      const last = numbers[part];
      if (last !== undefined && number <= last) return { name: 'repeat' };
      numbers[part] = number;
      heard.set(node, numbers);
      const missed = last === undefined ? 0 : number - last - 1;
      return missed > 0 ? { name: 'gap', missed } : { name: 'next' };
    },
    forget(node) {
      heard.delete(node);
    },
  };
}
