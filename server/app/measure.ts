import type { Chats, SendOutcome } from '../chats/index.ts';
import type { Hub } from '../realtime/index.ts';
import type { Metrics } from '../telemetry/index.ts';

/** The hub, with its sockets counted. */
export function measureHub(hub: Hub, metrics: Metrics): Hub {
  return {
    ...hub,
    addVisitor(reader) {
      metrics.countSocket('visitor', 1);
      hub.addVisitor(reader);
    },
    removeVisitor(reader) {
      metrics.countSocket('visitor', -1);
      hub.removeVisitor(reader);
    },
    addOperator(reader) {
      metrics.countSocket('operator', 1);
      hub.addOperator(reader);
    },
    removeOperator(reader) {
      metrics.countSocket('operator', -1);
      hub.removeOperator(reader);
    },
  };
}

/** The log, with the messages that were taken into it counted. A repeat counts again: it was sent again. */
export function measureChats(chats: Chats, metrics: Metrics): Chats {
  function count(author: 'visitor' | 'operator', kind: string, outcome: SendOutcome): SendOutcome {
    if (outcome.sent && kind === 'message') metrics.countMessage(author);
    return outcome;
  }
  return {
    ...chats,
    visitorSends: async (sending) =>
      count('visitor', sending.event.kind, await chats.visitorSends(sending)),
    operatorBegins: async (beginning) =>
      count('operator', 'message', await chats.operatorBegins(beginning)),
    operatorSends: async (sending) =>
      count('operator', sending.event.kind, await chats.operatorSends(sending)),
  };
}
