import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RefusalCode } from '../../protocol/index.ts';

/** Whose socket or message it is. */
type Party = 'visitor' | 'operator';

/** What is counted of a running relay. No label carries anything about a person. */
export interface Metrics {
  /** `change` is 1 for an opened and -1 for a closed socket. */
  countSocket(role: Party, change: 1 | -1): void;
  countMessage(author: Party): void;
  /** One durable transaction of the log, and how many appends it held. */
  countCommit(batchSize: number): void;
  countRefusal(code: RefusalCode): void;
  /** Hints that did not get through; the log makes up for them. */
  countLostHints(reason: 'dropped' | 'missed' | 'malformed', hints: number): void;
  /** `route` is the pattern, never the address. */
  countRequest(route: string, status: number): void;
  /** For a relay that is not alone: how its bus is, asked for each time somebody looks. */
  watchBus(read: () => { readonly isUp: boolean; readonly otherNodes: number }): void;
  /** In the Prometheus text format. */
  render(): Promise<string>;
  readonly contentType: string;
}

/** Makes the metrics in a registry of their own, so that several relays may live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const sockets = new Gauge({
    name: 'counterbell_sockets',
    help: 'Open sockets',
    labelNames: ['role'],
    registers,
  });
  const messages = new Counter({
    name: 'counterbell_messages_total',
    help: 'Messages taken into the log',
    labelNames: ['author'],
    registers,
  });
  const commits = new Histogram({
    name: 'counterbell_commit_appends',
    help: 'Appends in one durable transaction',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const refusals = new Counter({
    name: 'counterbell_refusals_total',
    help: 'Frames and requests refused',
    labelNames: ['code'],
    registers,
  });
  const lostHints = new Counter({
    name: 'counterbell_bus_lost_hints_total',
    help: 'Hints between nodes that did not get through',
    labelNames: ['reason'],
    registers,
  });
  const requests = new Counter({
    name: 'counterbell_http_requests_total',
    help: 'HTTP requests answered',
    labelNames: ['route', 'status'],
    registers,
  });
  collectDefaultMetrics({ register: registry });

  return {
    countSocket: (role, change) => sockets.inc({ role }, change),
    countMessage: (author) => messages.inc({ author }),
    countCommit: (batchSize) => commits.observe(batchSize),
    countRefusal: (code) => refusals.inc({ code }),
    countLostHints: (reason, hints) => lostHints.inc({ reason }, hints),
    countRequest: (route, status) => requests.inc({ route, status: String(status) }),
    watchBus(read) {
      new Gauge({
        name: 'counterbell_bus_up',
        help: 'Whether the bus carries hints between nodes',
        registers,
        collect() {
          this.set(read().isUp ? 1 : 0);
        },
      });
      new Gauge({
        name: 'counterbell_other_nodes',
        help: 'Other nodes of the installation that are heard',
        registers,
        collect() {
          this.set(read().otherNodes);
        },
      });
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
