import type { Addons } from '../addons/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Hub } from '../realtime/index.ts';
import type { Routing } from '../routing/index.ts';
import type { Sites } from '../sites/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Telemetry } from '../telemetry/index.ts';
import { startSweep } from './sweep-log.ts';
import { watchBus } from './watch-bus.ts';

export interface NodeParts {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly hub: Hub;
  readonly sites: Sites;
  readonly routing: Routing;
  readonly addons: Addons;
  readonly telemetry: Telemetry;
}

/**
 * Lets this node take part in what the others do: by hints where the bus carries them, and from the log where it does not. Gives
 * back what ends it. A relay that is alone has nothing to take part in.
 */
export function joinNodes(parts: NodeParts): () => Promise<void> {
  const { storage, bus, hub, sites, routing, addons, telemetry } = parts;
  if (bus.state().name === 'alone') return () => Promise.resolve();
  const onFailure = (error: unknown): void =>
    telemetry.reportFailure(error, 'what other nodes did could not be read');

  const stopListening = bus.subscribe((hint) => {
    if (hint.type === 'sites') sites.refresh().catch(onFailure);
    if (hint.type === 'addons') addons.refresh().catch(onFailure);
  });
  const sweep = startSweep({
    storage,
    onChanges: hub.catchUp,
    onLook: routing.wake,
    async onSeldom() {
      await Promise.all([sites.refresh(), addons.refresh()]);
      // Of a node that died after its commit, the add-ons may not have been told.
      addons.wake();
      if (bus.state().name === 'down') hub.recheckAccess();
    },
    onFailure,
  });
  const stopWatching = watchBus(bus, telemetry, () => {
    hub.recheckAccess();
    sweep.wake();
  });

  return async () => {
    stopListening();
    stopWatching();
    await sweep.stop();
  };
}
