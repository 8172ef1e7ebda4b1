import type { Addons } from '../addons/index.ts';
import type { Bans } from '../bans/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Hub } from '../realtime/index.ts';
import type { Routing } from '../routing/index.ts';
import type { Sites } from '../sites/index.ts';
import { openChatIds, type Storage } from '../storage/index.ts';
import type { Telemetry } from '../telemetry/index.ts';
import { startSweep } from './sweep-log.ts';
import { watchBus } from './watch-bus.ts';

/** Rows of the inbox that are read again at once; those that changed last. */
const MOST_ROWS = 2_000;
/** So often, at every seldom look, after the bus came back. */
const LOOKS_AFTER_UP = 3;

export interface NodeParts {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly hub: Hub;
  readonly sites: Sites;
  readonly routing: Routing;
  readonly addons: Addons;
  readonly bans: Bans;
  readonly telemetry: Telemetry;
}

/**
 * Lets this node take part in what the others do: by hints where the bus carries them, and from the log where it does not. Gives
 * back what ends it. A relay that is alone has nothing to take part in.
 */
export function joinNodes(parts: NodeParts): () => Promise<void> {
  const { storage, bus, hub, sites, routing, addons, bans, telemetry } = parts;
  if (bus.state().name === 'alone') return () => Promise.resolve();
  const onFailure = (error: unknown): void =>
    telemetry.reportFailure(error, 'what other nodes did could not be read');

  const hoursChanged = (): void => {
    hub.availabilityChanged();
    routing.wake();
  };

  const stopListening = bus.subscribe((hint) => {
    if (hint.type === 'sites') sites.refresh().then(hoursChanged).catch(onFailure);
    if (hint.type === 'addons') addons.refresh().catch(onFailure);
    if (hint.type === 'bans') bans.refresh().then(hub.availabilityChanged).catch(onFailure);
  });
  let others = '';
  /** Nodes do not come back to the bus in the same moment, and write then who is with them. */
  let looksAgain = 0;
  /** Who is here is told by hints; those of a node that died, or of a time without a bus, never come. */
  const readRowsAgain = (): void =>
    void openChatIds(storage.read, MOST_ROWS).then(hub.rowsChanged).catch(onFailure);
  const sweep = startSweep({
    storage,
    onChanges: hub.catchUp,
    onLook() {
      routing.wake();
      const before = others;
      others = [...bus.otherNodes()].sort().join();
      if (others !== before) readRowsAgain();
    },
    async onSeldom() {
      await Promise.all([sites.refresh(), addons.refresh(), bans.refresh()]);
      hub.tagsChanged();
      hub.availabilityChanged();
      // Of a node that died after its commit, the add-ons may not have been told.
      addons.wake();
      if (looksAgain > 0) readRowsAgain();
      looksAgain -= 1;
      if (bus.state().name === 'down') hub.recheckAccess();
    },
    onFailure,
  });
  const stopWatching = watchBus(bus, telemetry, () => {
    hub.recheckAccess();
    sweep.wake();
    looksAgain = LOOKS_AFTER_UP;
  });

  return async () => {
    stopListening();
    stopWatching();
    await sweep.stop();
  };
}
