import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { LIMITS, type OperatorId } from '../../protocol/index.ts';
import { isOwnOrigin, linkAddress } from '../access/index.ts';
import type { Settings } from '../config/index.ts';
import { type HttpDeps, registerHttp } from '../http/index.ts';
import { isPublicAddress } from '../outgoing/index.ts';
import {
  type Admit,
  createAdmission,
  createNewcomerLimit,
  type RealtimeDeps,
  registerRealtime,
} from '../realtime/index.ts';
import { allowsOrigin } from '../sites/index.ts';
import { createTelemetry, type Telemetry } from '../telemetry/index.ts';
import { openDemoSite } from './demo-site.ts';
import { openParts } from './open-parts.ts';
import { packageRoot } from './package-root.ts';
import type { Parts } from './parts.ts';
import { warnOfProxy } from './warn-of-proxy.ts';

/**
 * Connections that may wait to be taken. When thousands of visitors come back at once, one that finds Node's 511 taken tries
 * again only after a second or more; the system's own limit, mostly 4096, holds all the same (listen(2), somaxconn).
 */
const BACKLOG = 4_096;

/** A relay that listens. */
export interface Relay {
  /** The public address without a slash at the end. */
  readonly address: string;
  readonly port: number;
  /** Of the demo pages; missing where none are served, or their site was deleted. */
  readonly demoAddress?: string;
  /** Only while nobody owns this installation; a new one at every start. */
  readonly ownerLink?: string;
  /** Says not ready, sends clients away, finishes what is under way, and lets the data folder go. */
  close(): Promise<void>;
}

/** A request that is not answered by then, after the relay was told to stop, is cut. */
const PATIENCE_MS = 3_000;

/** What changes while a relay runs. */
interface Standing {
  /** Without a slash at the end. */
  address: string;
  isStopping: boolean;
}

/**
 * Starts a relay. With `demo` it also serves the demo pages, and makes their site where there never was one. Rejects with an
 * error of one line where the settings, the data folder or the port do not allow it.
 */
export async function startRelay(settings: Settings, options: { demo: boolean }): Promise<Relay> {
  const telemetry = createTelemetry(settings.logLevel);
  const parts = await openParts(settings, telemetry);
  try {
    return await listen(settings, options, parts, telemetry);
  } catch (error) {
    await parts.close();
    throw error;
  }
}

async function listen(
  settings: Settings,
  options: { demo: boolean },
  parts: Parts,
  telemetry: Telemetry,
): Promise<Relay> {
  const { host, port: wantedPort, publicUrl } = settings;
  const standing: Standing = { address: publicUrl ?? addressOf(wantedPort), isStopping: false };
  const app = newServer(settings);
  if (settings.trustProxy === false) warnOfProxy(app, telemetry.log);
  const demoKey = options.demo ? await openDemoSite(parts.storage, parts.sites) : undefined;
  await registerHttp(app, {
    ...httpDeps(parts, telemetry, standing),
    demo: demoKey ? { folder: join(packageRoot(), 'examples'), siteKey: demoKey } : null,
  });
  await registerRealtime(app, socketDeps(settings, parts, telemetry, standing));
  const port = await bind(app, host, wantedPort);
  standing.address = publicUrl ?? addressOf(port);
  parts.routing.wake();

  const token = await parts.access.ownerLinkIfNone();
  const { log } = telemetry;
  log.info({ address: standing.address, host, port }, 'listening');
  return {
    address: standing.address,
    port,
    ...((await demoKey?.()) && { demoAddress: `${standing.address}/demo` }),
    ...(token !== undefined && { ownerLink: linkAddress(standing.address, token) }),
    async close() {
      standing.isStopping = true;
      log.info('stopping');
      await closeServer(app);
      await parts.close();
      log.info('stopped');
    },
  };
}

/** Finishes what is under way; connections that never asked for anything, as browsers open them ahead, would stay. */
async function closeServer(app: FastifyInstance): Promise<void> {
  const patience = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS);
  await app.close();
  clearTimeout(patience);
}

function newServer({ trustProxy }: Settings): FastifyInstance {
  return fastify({
    bodyLimit: LIMITS.frameBytes,
    trustProxy: typeof trustProxy === 'number' ? hopsAway(trustProxy) : trustProxy,
    // What arrives while the relay stops is still answered, in our own words.
    return503OnClosing: false,
  });
}

/** Believes this many proxies, counted from here. */
function hopsAway(hops: number): (address: string, hop: number) => boolean {
  return (_address, hop) => hop < hops;
}

function httpDeps(parts: Parts, telemetry: Telemetry, standing: Standing): Omit<HttpDeps, 'demo'> {
  const { storage, access, operators, sites, groups, bus, addons, visitors, uploads } = parts;
  return {
    storage,
    bus,
    access,
    operators,
    sites,
    sightings: parts.sightings,
    groups,
    visitors,
    identitySecrets: parts.identitySecrets,
    visitorDetails: parts.visitorDetails,
    uploads,
    bans: parts.bans,
    guard: parts.guard,
    pictures: parts.pictures,
    search: parts.search,
    archive: parts.archive,
    exports: parts.exports,
    views: parts.views,
    tags: parts.tags,
    cannedResponses: parts.cannedResponses,
    macros: parts.macros,
    keptFiles: parts.keptFiles,
    directory: parts.directory,
    telemetry,
    addons,
    publicUrl: () => standing.address,
    isStopping: () => standing.isStopping,
    isAttended(site) {
      const { accepting, reason } = parts.routing.availabilityOf(site);
      return accepting || reason === 'full';
    },
    distFolder: join(packageRoot(), 'dist'),
    onAccessChanged(operator: OperatorId) {
      bus.publish({ type: 'access', operator });
      bus.publish({ type: 'presence', operator });
    },
  };
}

function socketDeps(
  settings: Settings,
  parts: Parts,
  telemetry: Telemetry,
  standing: Standing,
): RealtimeDeps {
  const { log, metrics, reportFailure } = telemetry;
  const { storage, bus, hub, chats, visitors, routing, sites, access, operators } = parts;
  return {
    storage,
    bus,
    hub,
    chats,
    visitors,
    identities: parts.identities,
    visitorDetails: parts.visitorDetails,
    visitorTracks: parts.visitorTracks,
    visitorsHere: parts.visitorsHere,
    now: Date.now,
    routing,
    admit: admissionOf(settings),
    framesPerSecond: settings.framesPerSecond,
    fileBytes: settings.fileMaxBytes,
    admitOperator: admissionOf(settings),
    admitNewcomer: createNewcomerLimit({
      perHour: settings.newVisitorsPerHourAndAddress,
      isOwn: isOwnBy(settings),
      countUse: bus.countUse,
    }),
    listTags: parts.tags.list,
    findSite: sites.findByKey,
    siteNow: sites.current,
    findSiteById: sites.findById,
    allowsOrigin,
    findSession: access.findSession,
    setAccepting: operators.setAccepting,
    isBanned: parts.bans.isBanned,
    isOwnOrigin: (origin, host) => isOwnOrigin(standing.address, origin, host),
    onRefused: metrics.countRefusal,
    onPage: parts.sightings.note,
    onForeignOrigin: (site, origin) =>
      log.warn(
        { origin: origin.slice(0, 200) },
        `a page that the site "${site.name}" does not allow`,
      ),
    onFailure: (error) => reportFailure(error, 'a socket failed'),
  };
}

function admissionOf(settings: Settings): Admit {
  return createAdmission({
    perSecond: settings.hellosPerSecond,
    perSecondAndAddress: settings.hellosPerSecondAndAddress,
    isOwn: isOwnBy(settings),
  });
}

/** Without TRUST_PROXY an address that is not public is as likely a proxy's as its owner's. */
function isOwnBy({ trustProxy }: Settings): (address: string) => boolean {
  return (address) => trustProxy !== false || isPublicAddress(address);
}

async function bind(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port, backlog: BACKLOG });
  } catch (error) {
    throw new Error(whyNotBound(error, host, port), { cause: error });
  }
  // Listening on a host and port gives an address with a port, never the path of a pipe.
  return (app.server.address() as AddressInfo).port;
}

function whyNotBound(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use; stop the other program or set PORT to a free one.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user; set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST is ${host}, which is not an address of this machine.`;
    default:
      return `The relay cannot listen on ${host}, port ${port}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function addressOf(port: number): string {
  return `http://localhost:${port}`;
}
