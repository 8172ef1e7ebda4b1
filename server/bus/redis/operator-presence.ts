import type { OperatorId } from '../../../protocol/index.ts';
import { createLocalPresence } from '../local-presence.ts';
import type { NodeId } from '../port.ts';
import { createHeardNodes } from './heard-nodes.ts';

/** Changes of so long a time leave in one beacon. */
const TOGETHER_MS = 20;

/** Who has a line to which node, by the beacons of all. */
export interface OperatorPresence {
  came(operator: OperatorId): void;
  left(operator: OperatorId): void;
  nodesOf(operator: OperatorId): readonly NodeId[];
  isHeard(node: NodeId): boolean;
  otherNodes(): readonly NodeId[];
  /** Another node's beacon. */
  heard(node: NodeId, operators: readonly OperatorId[]): void;
  nodeLeft(node: NodeId): void;
  /** One more beacon of this node came back: who was silent meanwhile comes nearer to being gone. */
  roundPassed(): void;
  /** This node can hear again: the others get time to come back, too. */
  wasDeaf(): void;
  /** The operators that have a line to this node. */
  here(): OperatorId[];
  /** Sends a beacon soon. */
  announce(): void;
  close(): void;
}

/** What it needs of the bus. */
export interface OperatorPresenceOptions {
  readonly node: NodeId;
  /** Sends a beacon now. */
  beacon(): void;
  /** The nodes of an operator changed. */
  onChange(operator: OperatorId): void;
}

export function createOperatorPresence(options: OperatorPresenceOptions): OperatorPresence {
  const others = createHeardNodes();
  const local = createLocalPresence<OperatorId>((operator) => {
    announce();
    options.onChange(operator);
  });
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function announce(): void {
    if (timer || isClosed) return;
    timer = setTimeout(() => {
      timer = undefined;
      options.beacon();
    }, TOGETHER_MS);
  }

  function tell(changed: readonly OperatorId[]): void {
    for (const operator of changed) options.onChange(operator);
  }

  return {
    came: local.came,
    left: local.left,
    nodesOf(operator) {
      const here = local.has(operator) ? [options.node] : [];
      return [...here, ...others.nodesOf(operator)].sort();
    },
    isHeard: others.has,
    otherNodes: others.nodes,
    heard: (node, operators) => tell(others.heard(node, operators)),
    nodeLeft: (node) => tell(others.left(node)),
    roundPassed: () => tell(others.roundPassed()),
    wasDeaf: others.wasDeaf,
    here: () => [...local.all()],
    announce,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
