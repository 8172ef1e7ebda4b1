import { randomInt } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { storedSettingsSchema } from '../../protocol/index.schema.ts';
import type { PictureId, SiteId, SiteInput, SiteKey, SiteSettings } from '../../protocol/index.ts';
import type { SiteContents, SiteRow, Storage } from '../storage/index.ts';
import { allSites, insertSite, siteContents, takeSiteOut, updateSite } from '../storage/index.ts';
import { enqueueErasure } from './erase-site.ts';

const KEY_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const KEY_LENGTH = 20;
const domainsSchema = z.array(z.string());

/** A site as the relay works with it. */
export interface SiteRecord {
  readonly id: SiteId;
  readonly key: SiteKey;
  readonly name: string;
  readonly domains: readonly string[];
  readonly settings: SiteSettings;
}

/**
 * The sites of one installation, kept in memory; what is written here is seen here at once. A site that is asked for and not known
 * is looked for in the database: another node may have made it a moment ago.
 */
export interface Sites {
  findByKey(key: string): Promise<SiteRecord | undefined>;
  findById(id: SiteId): Promise<SiteRecord | undefined>;
  /** A site as it is known here at this moment, where it was changed since `site` was looked up. Asks no database. */
  current<Site extends { readonly id: SiteId }>(site: Site): Site | SiteRecord;
  /** The oldest first. */
  list(): Promise<SiteRecord[]>;
  /** The pictures that sites show as their logos. */
  logos(): Promise<PictureId[]>;
  /** Gives the site a random key that stays for good. */
  create(input: SiteInput): Promise<SiteRecord>;
  /** Reads all of them again: another node may have changed them. */
  refresh(): Promise<void>;
  /** What would go with a site; undefined where there is no such site. */
  contents(id: SiteId): Promise<SiteContents | undefined>;
  /**
   * Deletes a site: it is unknown from now on, here and on the other nodes as soon as they hear of it, and what it holds is erased in
   * the background. False where there is no such site.
   */
  remove(id: SiteId): Promise<boolean>;
  /** Replaces name, domains and settings; undefined where there is no such site. */
  update(id: SiteId, input: SiteInput): Promise<SiteRecord | undefined>;
}

export interface SitesOptions {
  readonly storage: Storage;
  readonly now?: () => number;
  /** A site was made, changed or deleted here. */
  readonly onChange?: () => void;
  /** These sites were deleted, by whichever node: who is on them has to go. */
  readonly onGone?: (sites: readonly SiteId[]) => void;
}

const nothing = (): void => undefined;

export function createSites(options: SitesOptions): Sites {
  const { storage, now = Date.now, onChange = nothing, onGone = nothing } = options;
  let byId = new Map<SiteId, SiteRecord>();
  let byKey = new Map<string, SiteRecord>();
  let reading: Promise<void> | undefined;
  let refreshing = Promise.resolve();
  /** It has not begun, so it will see all that is there now. */
  let next: Promise<void> | undefined;

  function keep(site: SiteRecord): SiteRecord {
    byId.set(site.id, site);
    byKey.set(site.key, site);
    return site;
  }

  function ready(): Promise<void> {
    reading ??= refresh().catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    return reading;
  }

  async function readAll(): Promise<void> {
    // Not those that are made while it is read.
    const before = [...byId.keys()];
    const sites = (await allSites(storage.read)).map(toRecord);
    byId = new Map(sites.map((site) => [site.id, site]));
    byKey = new Map(sites.map((site) => [site.key, site]));
    const gone = before.filter((id) => !byId.has(id));
    if (gone.length > 0) onGone(gone);
  }

  /** One after another, so that an older answer never comes last, and one for all who wait. */
  function refresh(): Promise<void> {
    if (next) return next;
    const read = refreshing.then(() => {
      next = undefined;
      return readAll();
    });
    next = read;
    refreshing = read.catch(() => undefined);
    return read;
  }

  async function find(known: () => SiteRecord | undefined): Promise<SiteRecord | undefined> {
    await ready();
    if (!known()) await refresh();
    return known();
  }

  return {
    refresh,

    findByKey: (key) => find(() => byKey.get(key)),
    findById: (id) => find(() => byId.get(id)),

    current: (site) => byId.get(site.id) ?? site,

    async list() {
      await ready();
      return [...byId.values()];
    },

    async logos() {
      await ready();
      return [...byId.values()].flatMap(({ settings }) => settings.looks.logo ?? []);
    },

    async create(input) {
      await ready();
      // A UUID is what the brand stands for.
      const site: SiteRecord = { id: uuidv7() as SiteId, key: newKey(), ...input };
      await storage.write((db) =>
        insertSite(db, {
          id: site.id,
          key: site.key,
          ...toColumns(input),
          created_at: now(),
          seen_at: null,
          deleted_at: null,
        }),
      );
      keep(site);
      onChange();
      return site;
    },

    async contents(id) {
      return (await find(() => byId.get(id))) && siteContents(storage.read, id);
    },

    async remove(id) {
      const at = now();
      const wasThere = await storage.write(async (db) => {
        if (!(await takeSiteOut(db, id, at))) return false;
        await enqueueErasure(db, id);
        return true;
      });
      if (!wasThere) return false;
      await refresh();
      onChange();
      return true;
    },

    async update(id, input) {
      const site = await find(() => byId.get(id));
      if (!site) return undefined;
      await storage.write((db) => updateSite(db, id, toColumns(input)));
      const changed = keep({ id, key: site.key, ...input });
      onChange();
      return changed;
    },
  };
}

/** `cb_` and 20 random letters and digits: 103 bits, so that keys cannot be counted through. */
function newKey(): SiteKey {
  const letters = Array.from({ length: KEY_LENGTH }, () => KEY_LETTERS[randomInt(36)]);
  return `cb_${letters.join('')}` as SiteKey; // the form that the brand stands for
}

function toColumns({ name, domains, settings }: SiteInput) {
  return { name, domains: JSON.stringify(domains), settings: JSON.stringify(settings) };
}

function toRecord(row: SiteRow): SiteRecord {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    domains: domainsSchema.parse(JSON.parse(row.domains)),
    settings: storedSettingsSchema.parse(JSON.parse(row.settings)),
  };
}
