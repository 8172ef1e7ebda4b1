import { DEFAULT_SITE_SETTINGS, type SiteKey } from '../../protocol/index.ts';
import type { SiteRecord, Sites } from '../sites/index.ts';
import { metaValue, type Storage, setMetaValue } from '../storage/index.ts';

const NAME = 'Demo shop';
/** Under this name the database notes the id of the site that was made for the demo pages, and keeps it once the site is deleted. */
const MADE = 'demo-site';

/**
 * Makes the site that the demo pages carry, where this database never had one: it stays as its owner changed it, and away once they
 * deleted it. Gives back how to find its key now; undefined where it is deleted.
 */
export async function openDemoSite(
  storage: Storage,
  sites: Sites,
): Promise<() => Promise<SiteKey | undefined>> {
  const known = await metaValue(storage.read, MADE);
  const id = known ?? (await demoSite(sites)).id;
  if (known === undefined) await storage.write((db) => setMetaValue(db, MADE, id));
  return async () => (await sites.list()).find((site) => site.id === id)?.key;
}

/** The demo pages' site as it is made; one of its name that is there stays as it is, such as of a relay that ended before it noted it. */
export async function demoSite(sites: Sites): Promise<SiteRecord> {
  const found = (await sites.list()).find(({ name }) => name === NAME);
  return (
    found ??
    sites.create({
      name: NAME,
      domains: ['localhost', '127.0.0.1'],
      settings: { ...DEFAULT_SITE_SETTINGS, consent: 'banner' },
    })
  );
}
