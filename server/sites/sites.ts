import { randomInt } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { siteSettingsSchema } from '../../protocol/index.schema.ts';
import type { SiteId, SiteInput, SiteKey, SiteSettings } from '../../protocol/index.ts';
import type { SiteRow, Storage } from '../storage/index.ts';
import { allSites, insertSite, updateSite } from '../storage/index.ts';

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

/** The sites of one installation. Read once and kept in memory; what is written here is seen here at once. */
export interface Sites {
  findByKey(key: string): Promise<SiteRecord | undefined>;
  findById(id: SiteId): Promise<SiteRecord | undefined>;
  /** The oldest first. */
  list(): Promise<SiteRecord[]>;
  /** Gives the site a random key that stays for good. */
  create(input: SiteInput): Promise<SiteRecord>;
  /** Replaces name, domains and settings; undefined where there is no such site. */
  update(id: SiteId, input: SiteInput): Promise<SiteRecord | undefined>;
}

export function createSites(options: { storage: Storage; now?: () => number }): Sites {
  const { storage, now = Date.now } = options;
  const byId = new Map<SiteId, SiteRecord>();
  const byKey = new Map<string, SiteRecord>();
  let reading: Promise<void> | undefined;

  function keep(site: SiteRecord): SiteRecord {
    byId.set(site.id, site);
    byKey.set(site.key, site);
    return site;
  }

  function ready(): Promise<void> {
    reading ??= readAll().catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    return reading;
  }

  async function readAll(): Promise<void> {
    for (const row of await allSites(storage.read)) keep(toRecord(row));
  }

  return {
    async findByKey(key) {
      await ready();
      return byKey.get(key);
    },

    async findById(id) {
      await ready();
      return byId.get(id);
    },

    async list() {
      await ready();
      return [...byId.values()];
    },

    async create(input) {
      await ready();
      // A UUID is what the brand stands for.
      const site: SiteRecord = { id: uuidv7() as SiteId, key: newKey(), ...input };
      await storage.write((db) =>
        insertSite(db, { id: site.id, key: site.key, ...toColumns(input), created_at: now() }),
      );
      return keep(site);
    },

    async update(id, input) {
      await ready();
      const site = byId.get(id);
      if (!site) return undefined;
      await storage.write((db) => updateSite(db, id, toColumns(input)));
      return keep({ id, key: site.key, ...input });
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
    settings: siteSettingsSchema.parse(JSON.parse(row.settings)),
  };
}
