import { randomUUID } from 'node:crypto';
import type { OperatorId, VisitorId } from '../../protocol/index.ts';
import { createLocalPresence } from './local-presence.ts';
import { createLocalUses } from './local-uses.ts';
import type { Bus, Hint, NodeId } from './port.ts';

/** The bus of a single node. */
export function createInProcessBus(): Bus {
  const node = randomUUID() as NodeId; // random, which is what the brand stands for
  const listeners = new Set<(hint: Hint) => void>();
  const operators = createLocalPresence<OperatorId>((operator) =>
    publish({ type: 'presence', operator }),
  );
  const visitors = createLocalPresence<VisitorId>(() => undefined);
  const countUse = createLocalUses();

  function publish(hint: Hint): void {
    for (const listener of listeners) listener(hint);
  }

  return {
    node,
    publish,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    presence: {
      operatorCame: operators.came,
      operatorLeft: operators.left,
      nodesOf: (operator) => (operators.has(operator) ? [node] : []),
      visitorCame: visitors.came,
      visitorLeft: visitors.left,
      visitorsHere: async (ids) => new Set(ids.filter(visitors.has)),
    },
    countUse: async (key, windowMs) => countUse(key, windowMs),
    state: () => ({ name: 'alone' }),
    onState: () => () => undefined,
    otherNodes: () => [],
    async close() {
      listeners.clear();
    },
  };
}
