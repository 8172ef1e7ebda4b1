import { type Access, createAccess } from '../access/index.ts';
import { ADDON_JOB, type Addons, createAddons } from '../addons/index.ts';
import type { Bus } from '../bus/index.ts';
import { type Chats, createChats } from '../chats/index.ts';
import type { Settings } from '../config/index.ts';
import { createJobs } from '../jobs/index.ts';
import { createOperators, type Operators } from '../operators/index.ts';
import { createOutgoing } from '../outgoing/index.ts';
import { createHub, type Hub, readNewest, readRows } from '../realtime/index.ts';
import { createRouting, type Routing } from '../routing/index.ts';
import { createSearch, type Search, startIndexer } from '../search/index.ts';
import { createSites, type Sites } from '../sites/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Telemetry } from '../telemetry/index.ts';
import { createVisitors, type Visitors } from '../visitors/index.ts';
import { joinNodes } from './join-nodes.ts';
import { measureChats, measureHub } from './measure.ts';

/** Everything of a relay but its listening: the storage and all that stands on it. */
export interface Parts {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly hub: Hub;
  readonly sites: Sites;
  readonly operators: Operators;
  readonly access: Access;
  readonly visitors: Visitors;
  readonly routing: Routing;
  readonly chats: Chats;
  readonly addons: Addons;
  readonly search: Search;
  /** Ends what runs in the background, then closes the storage. */
  close(): Promise<void>;
}

/** What a relay stands on, opened. */
export interface Ground {
  readonly settings: Settings;
  readonly telemetry: Telemetry;
  readonly storage: Storage;
  readonly bus: Bus;
}

/** Puts the domain together on storage and bus, and owns both from then on. Where it rejects they are still the caller's. */
export async function assembleParts(ground: Ground): Promise<Parts> {
  const { settings, telemetry, storage, bus } = ground;
  const { log, metrics, reportFailure } = telemetry;
  const now = Date.now;
  const onFailure = (error: unknown): void => reportFailure(error, 'something failed');
  const hub = measureHub(
    createHub({
      bus,
      readRows: (chats) => readRows(storage.read, bus, chats),
      readNewest: (chat) => readNewest(storage.read, chat),
      onFailure,
    }),
    metrics,
  );
  const operators = createOperators({ storage, now });
  const addons = await createAddons({
    storage,
    outgoing: createOutgoing({ allow: settings.outgoingAllow, userAgent: 'Counterbell' }),
    log,
    modules: settings.addons,
    now,
    onJobs() {
      jobs.wake();
      // What goes to the add-ons is noted for the index with it.
      indexer.wake();
    },
    onFailure: (error) => reportFailure(error, 'events could not be handed to the add-ons'),
    onChange: () => bus.publish({ type: 'addons' }),
  });
  const jobs = createJobs({
    storage,
    handlers: new Map([[ADDON_JOB, addons.jobHandler]]),
    log,
    onFailure: (error) => reportFailure(error, 'jobs could not be read'),
  });
  const indexer = startIndexer({
    storage,
    onFailure: (error) => reportFailure(error, 'what was said could not be indexed'),
  });
  const routing = createRouting({
    storage,
    bus,
    chats: () => chats,
    listOperators: operators.list,
    onChange: hub.availabilityChanged,
    now: () => performance.now(),
    onFailure,
  });
  const chats = createChats({
    storage,
    bus,
    before: addons.before,
    isAccepting: routing.isAccepting,
    now,
    onCommit(batchSize) {
      metrics.countCommit(batchSize);
      addons.wake();
    },
    onFailure,
  });

  const sites = createSites({ storage, now, onChange: () => bus.publish({ type: 'sites' }) });
  const leaveBus = joinNodes({ storage, bus, hub, sites, routing, addons, telemetry });
  jobs.start();
  // What was committed before a crash, and not handed on.
  addons.wake();

  return {
    storage,
    bus,
    hub,
    sites,
    operators,
    access: createAccess({ storage, now }),
    visitors: createVisitors(storage, now),
    routing,
    chats: measureChats(chats, metrics),
    addons,
    search: createSearch(storage),
    async close() {
      await leaveBus();
      await addons.stop();
      await indexer.stop();
      await jobs.stop();
      await routing.stop();
      hub.stop();
      await bus.close();
      await storage.close();
    },
  };
}
