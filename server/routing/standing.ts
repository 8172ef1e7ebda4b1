import type { OperatorId, OperatorPresence } from '../../protocol/index.ts';
import type { NodeId } from '../bus/index.ts';
import type { Candidate } from './choose-operator.ts';

/** An operator as routing sees them: their account, their chats, and the nodes they have a line to. */
export interface Standing extends OperatorPresence {
  /** When they were given a chat last, and when they switched by hand; milliseconds since 1970, 0 for never. */
  readonly lastAssignedAt: number;
  readonly switchedAt: number;
  readonly nodes: readonly NodeId[];
}

/** What operators and visitors may know of it. */
export function presenceOf({
  id,
  name,
  accepting,
  away,
  online,
  chats,
  limit,
}: Standing): OperatorPresence {
  return { id, name, accepting, away, online, chats, limit };
}

/** Whoever may be given a chat. */
export function candidatesOf(standings: readonly Standing[]): (Candidate & Standing)[] {
  return standings.filter(isCandidate);
}

export function isCandidate({ accepting, online }: Standing): boolean {
  return accepting && online;
}

/** Whether they stopped accepting after they were given their last chat: by their hours, or by their own hand. */
export function hasTurnedAway({ accepting, away, switchedAt, lastAssignedAt }: Standing): boolean {
  return !accepting && (away === 'schedule' || switchedAt >= lastAssignedAt);
}

/**
 * Whether this node is the one that gives this operator chats. All nodes choose alike, from the same database, and the first
 * of the nodes that the operator has a line to acts: so they work side by side instead of against each other.
 */
export function isServedBy(node: NodeId, { nodes }: Pick<Standing, 'nodes'>): boolean {
  return nodes[0] === node;
}

/** Those that a node may still give chats to when it hears nothing of the others: whoever has a line to it. */
export function withLineTo(node: NodeId, standings: readonly Standing[]): Standing[] {
  return standings
    .filter(({ nodes }) => nodes.includes(node))
    .map((standing) => ({ ...standing, nodes: [node] }));
}

/** Remembers since when something is so for each of some people, by this node's own clock. */
export interface Since<Key> {
  /** From now on exactly these. Gives back those that were not among them before. */
  set(keys: Iterable<Key>): Key[];
  /** Ends now, whatever the next `set` says: what begins again until then is new. */
  end(key: Key): void;
  /** Milliseconds; 0 for whoever is not among them. */
  ageOf(key: Key): number;
}

export function createSince<Key>(now: () => number): Since<Key> {
  let since = new Map<Key, number>();
  return {
    set(keys) {
      const at = now();
      const before = since;
      since = new Map();
      for (const key of keys) since.set(key, before.get(key) ?? at);
      return [...since.keys()].filter((key) => !before.has(key));
    },
    end: (key) => void since.delete(key),
    ageOf(key) {
      const at = since.get(key);
      return at === undefined ? 0 : now() - at;
    },
  };
}

/** An operator and the chat offered to them, as one key. */
export type Offer = `${string} ${OperatorId}`;
