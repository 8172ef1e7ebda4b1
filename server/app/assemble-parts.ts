import { join } from 'node:path';
import { createAccess } from '../access/index.ts';
import { ADDON_JOB, createAddons } from '../addons/index.ts';
import { createBans } from '../bans/index.ts';
import { createChats, newEventId } from '../chats/index.ts';
import { createExports } from '../exports/index.ts';
import { openFolder } from '../files/index.ts';
import { createGroups } from '../groups/index.ts';
import { createGuard } from '../guard/index.ts';
import { createIdentities, createIdentitySecrets } from '../identity/index.ts';
import { createJobs } from '../jobs/index.ts';
import { createOperators } from '../operators/index.ts';
import { createOutgoing } from '../outgoing/index.ts';
import { createPictures } from '../pictures/index.ts';
import { createHub, readNewest, readRows } from '../realtime/index.ts';
import { createCannedResponses, createMacros, type Directory } from '../replies/index.ts';
import { createRouting } from '../routing/index.ts';
import { createArchive, createSearch, startIndexer } from '../search/index.ts';
import {
  createSightings,
  createSiteEraser,
  createSites,
  ERASE_SITE_JOB,
  startErasures,
} from '../sites/index.ts';
import { createTags } from '../tags/index.ts';
import { createKeptFiles, createUploads, startFileCleaner } from '../uploads/index.ts';
import { createViews } from '../views/index.ts';
import {
  createVisitorDetails,
  createVisitors,
  createVisitorsHere,
  createVisitorTracks,
} from '../visitors/index.ts';
import { joinNodes } from './join-nodes.ts';
import { measureChats, measureHub } from './measure.ts';
import type { Ground, Parts } from './parts.ts';

/** Puts the domain together on storage and bus, and owns both from then on. Where it rejects they are still the caller's. */
export async function assembleParts(ground: Ground): Promise<Parts> {
  const { settings, telemetry, storage, bus } = ground;
  const { log, metrics, reportFailure } = telemetry;
  const now = Date.now;
  const onFailure = (error: unknown): void => reportFailure(error, 'something failed');
  const hub = measureHub(
    createHub({
      bus,
      readTags: async () => JSON.stringify({ type: 'tags', tags: await tags.list() }),
      readRows: (chats) => readRows(storage.read, bus, chats),
      readNewest: (chat) => readNewest(storage.read, chat),
      onFailure,
    }),
    metrics,
  );
  const sites = createSites({
    storage,
    now,
    onChange() {
      bus.publish({ type: 'sites' });
      // Its hours, or the limit of its queue.
      hub.availabilityChanged();
      routing.wake();
      // Of a site that was deleted, what it held is to be erased.
      jobs.wake();
    },
    onGone: hub.sitesGone,
  });
  const tags = createTags({
    storage,
    hasSite: async (site) => (await sites.findById(site)) !== undefined,
    now,
    onChange: () => bus.publish({ type: 'tags' }),
  });
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
  const files = openFolder(join(settings.dataDir, 'files'));
  const jobs = createJobs({
    storage,
    handlers: new Map([
      [ADDON_JOB, addons.jobHandler],
      [ERASE_SITE_JOB, createSiteEraser({ storage, files, now })],
    ]),
    log,
    onFailure: (error) => reportFailure(error, 'jobs could not be read'),
  });
  const indexer = startIndexer({
    storage,
    onFailure: (error) => reportFailure(error, 'what was said could not be indexed'),
  });
  const groups = createGroups({ storage, now, onChange: () => bus.publish({ type: 'groups' }) });
  const routing = createRouting({
    storage,
    bus,
    chats: () => chats,
    listOperators: operators.list,
    listGroups: groups.list,
    everybodys: groups.everybodys,
    listSites: () => sites.list(),
    async onMissed(operator, miss) {
      await operators.missed(operator, miss);
      bus.publish({ type: 'presence', operator });
    },
    onChange: hub.availabilityChanged,
    now: () => performance.now(),
    clock: now,
    onFailure,
  });
  const directory: Directory = { sites: sites.list, groups: groups.list };
  const uploads = createUploads({ storage, files, mostBytes: settings.fileMaxBytes, now });
  const fileCleaner = startFileCleaner({
    storage,
    files,
    now,
    onFailure: (error) => reportFailure(error, 'files that nobody needs could not be removed'),
  });
  const bans = await createBans({
    storage,
    bus,
    now,
    closeChat: (chat, operator) =>
      chats.operatorSends({ operator, chat, id: newEventId(), event: { kind: 'closed' } }),
  });
  const guard = createGuard({
    storage,
    now,
    onFailure: (error) => reportFailure(error, 'what visitors say could not be looked up'),
  });
  const chats = createChats({
    storage,
    bus,
    before: addons.before,
    claimFile: uploads.claim,
    findTag: tags.find,
    operators: routing.presence,
    groups: groups.list,
    isBanned: bans.isBanned,
    whyUnwanted: guard.whyUnwanted,
    acceptSecondsOf: routing.acceptSecondsOf,
    availabilityOf: routing.availabilityOf,
    onAccepted: (operator) => void operators.accepted(operator).catch(onFailure),
    now,
    onCommit(batchSize) {
      metrics.countCommit(batchSize);
      addons.wake();
    },
    onFailure,
  });

  const visitorsHere = createVisitorsHere({ storage, bus, listSites: sites.list, now, onFailure });
  const sightings = createSightings({
    storage,
    now,
    publish: (sighting) => bus.publish({ type: 'sighting', ...sighting }),
    onFailure,
  });
  bus.subscribe((hint) => {
    if (hint.type === 'sighting') sightings.take(hint);
  });
  const leaveBus = joinNodes({ storage, bus, hub, sites, routing, addons, bans, telemetry });
  jobs.start();
  const erasures = startErasures({
    storage,
    onFailure: (error) => reportFailure(error, 'sites that were deleted could not be looked for'),
  });
  // What was committed before a crash, and not handed on.
  addons.wake();

  return {
    storage,
    bus,
    hub,
    sites,
    sightings,
    groups,
    operators,
    access: createAccess({ storage, now }),
    visitors: createVisitors(storage, now),
    identities: createIdentities({
      storage,
      bus,
      now,
      async onBans() {
        await bans.refresh();
        bus.publish({ type: 'bans' });
      },
      onCommit: addons.wake,
    }),
    identitySecrets: createIdentitySecrets(storage, now),
    visitorDetails: createVisitorDetails({ storage, bus, now }),
    visitorTracks: createVisitorTracks({ storage, bus, now }),
    visitorsHere,
    routing,
    chats: measureChats(chats, metrics),
    addons,
    bans,
    guard,
    pictures: createPictures({ storage, now, usedLogos: sites.logos }),
    search: createSearch(storage),
    archive: createArchive({ storage, bus }),
    exports: createExports({
      storage,
      now,
      onEnd: (end) => log.info(end, 'chats were exported'),
      onFailure: (error) => reportFailure(error, 'an export failed'),
    }),
    views: createViews({ storage, now }),
    tags,
    cannedResponses: createCannedResponses({ storage, directory, now }),
    macros: createMacros({ storage, directory, now }),
    keptFiles: createKeptFiles({ storage, files, uploads, mostBytes: settings.fileMaxBytes, now }),
    directory,
    uploads,
    async close() {
      await leaveBus();
      visitorsHere.stop();
      await addons.stop();
      await indexer.stop();
      await fileCleaner.stop();
      await jobs.stop();
      await guard.stop();
      await routing.stop();
      await erasures.stop();
      await chats.settled();
      hub.stop();
      await bus.close();
      await storage.close();
    },
  };
}
