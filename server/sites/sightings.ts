import type { SiteId, SitePage } from '../../protocol/index.ts';
import { markSiteSeen, type Storage, siteSeenAt } from '../storage/index.ts';
import { allowsOrigin } from './allows-origin.ts';
import type { SiteRecord } from './sites.ts';

/** Hosts that are kept of a site, of those it allows and of those it does not: a flood of one kind leaves the other. */
const MOST_HOSTS = 10;
/** A page that is loaded all the time is worth telling the other nodes this seldom. */
const TELL_EVERY_MS = 30_000;
/** The database learns of it this seldom. */
const KEEP_EVERY_MS = 3_600_000;

/** A host whose page asked for a site's widget. */
export interface Sighting {
  readonly site: SiteId;
  readonly host: string;
  readonly isAllowed: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Which pages load the widgets of the sites. Knows hosts and times alone: nothing of a visitor, and no path. */
export interface Sightings {
  /** A page asked for the widget; `from` is its Origin or Referer, where it says one. Never throws. */
  note(site: SiteRecord, from: string | undefined): void;
  /** This or another node noted it. */
  take(sighting: Sighting): void;
  /** When a page that the site allows was seen last (to an hour, over restarts), and the hosts that this relay has heard of since it started. */
  of(site: SiteRecord): Promise<{ seenAt: number | null; pages: SitePage[] }>;
}

export interface SightingsOptions {
  readonly storage: Storage;
  readonly now: () => number;
  /** Tells all nodes, this one included: they call `take`. */
  readonly publish: (sighting: Sighting) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Keeps in memory what pages were seen, and in the database when. */
export function createSightings(options: SightingsOptions): Sightings {
  const { storage, now, publish, onFailure } = options;
  const heard = new Map<string, Map<string, number>>();
  const keptAt = new Map<SiteId, number>();

  function hostsOf(site: SiteId, isAllowed: boolean): Map<string, number> {
    const key = `${site} ${isAllowed}`;
    const known = heard.get(key) ?? new Map<string, number>();
    heard.set(key, known);
    return known;
  }

  function keep(site: SiteId, at: number): void {
    if (at - (keptAt.get(site) ?? 0) < KEEP_EVERY_MS) return;
    keptAt.set(site, at);
    storage.write((db) => markSiteSeen(db, site, at)).catch(onFailure);
  }

  return {
    note(site, from) {
      const host = hostOf(from);
      if (host === undefined) return;
      const at = now();
      const isAllowed = allowsOrigin(site.domains, `https://${host}`);
      const before = hostsOf(site.id, isAllowed).get(host) ?? 0;
      if (at - before >= TELL_EVERY_MS) publish({ site: site.id, host, isAllowed, at });
      if (isAllowed) keep(site.id, at);
    },

    take({ site, host, isAllowed, at }) {
      const hosts = hostsOf(site, isAllowed);
      hosts.delete(host);
      hosts.set(host, at);
      const [oldest] = hosts.keys();
      if (hosts.size > MOST_HOSTS && oldest !== undefined) hosts.delete(oldest);
    },

    async of({ id, domains }) {
      const all = [...hostsOf(id, true), ...hostsOf(id, false)];
      // Its owner may have allowed the host since.
      const pages = all.map(([host, at]) => ({
        host,
        at,
        allowed: allowsOrigin(domains, `https://${host}`),
      }));
      pages.sort((one, other) => other.at - one.at);
      const seen = pages.filter(({ allowed }) => allowed).map(({ at }) => at);
      const kept = await siteSeenAt(storage.read, id);
      return { seenAt: [...seen, kept ?? 0].reduce((a, b) => Math.max(a, b), 0) || null, pages };
    },
  };
}

/** The sender writes it: only what is a host of http or https counts. Pure. */
function hostOf(from: string | undefined): string | undefined {
  if (!from || from.length > 2_000 || !URL.canParse(from)) return undefined;
  const { protocol, hostname } = new URL(from);
  return /^https?:$/.test(protocol) && hostname.length <= 253 ? hostname : undefined;
}
