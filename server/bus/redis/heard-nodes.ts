import type { OperatorId } from '../../../protocol/index.ts';
import type { NodeId } from '../port.ts';

/** A node that is not heard for so many rounds is gone. */
const SILENT_ROUNDS = 5;
/** So many rounds more has one that was heard before this node was cut off: all come back, but not all at once. */
const ROUNDS_TO_COME_BACK = 10;

/**
 * What is known of the other nodes. Pure: it is told what was heard, and its clock are rounds, the beacons of this node
 * that came back through the server. A clock that stands still while nothing comes through (the server away, this process
 * stopped) forgets nobody for having been deaf itself.
 */
export interface HeardNodes {
  /** A node's beacon. Gives back the operators whose nodes changed by it. */
  heard(node: NodeId, operators: readonly OperatorId[]): readonly OperatorId[];
  /** A node that says that it leaves. */
  left(node: NodeId): readonly OperatorId[];
  /** One more round: forgets the nodes that were silent for too long. */
  roundPassed(): readonly OperatorId[];
  /** This node can hear again, after it could not for a while. */
  wasDeaf(): void;
  has(node: NodeId): boolean;
  nodes(): readonly NodeId[];
  /** In no order. */
  nodesOf(operator: OperatorId): readonly NodeId[];
}

interface HeardNode {
  readonly operators: ReadonlySet<OperatorId>;
  readonly atRound: number;
}

export function createHeardNodes(): HeardNodes {
  const nodes = new Map<NodeId, HeardNode>();
  let round = 0;

  function left(node: NodeId): readonly OperatorId[] {
    const gone = nodes.get(node)?.operators ?? [];
    nodes.delete(node);
    return [...gone];
  }

  return {
    heard(node, operators) {
      const before = nodes.get(node)?.operators ?? new Set();
      const after = new Set(operators);
      nodes.set(node, { operators: after, atRound: round });
      const came = [...after].filter((operator) => !before.has(operator));
      const went = [...before].filter((operator) => !after.has(operator));
      return [...came, ...went];
    },
    left,
    roundPassed() {
      round += 1;
      const silent = [...nodes].filter(([, { atRound }]) => round - atRound >= SILENT_ROUNDS);
      return silent.flatMap(([node]) => left(node));
    },
    wasDeaf() {
      for (const [node, heard] of nodes) {
        nodes.set(node, { ...heard, atRound: round + ROUNDS_TO_COME_BACK });
      }
    },
    has: (node) => nodes.has(node),
    nodes: () => [...nodes.keys()],
    nodesOf: (operator) =>
      [...nodes].filter(([, { operators }]) => operators.has(operator)).map(([node]) => node),
  };
}
