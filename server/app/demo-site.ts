import { DEFAULT_SITE_SETTINGS } from '../../protocol/index.ts';
import type { SiteRecord, Sites } from '../sites/index.ts';

const NAME = 'Demo shop';

/** The site that the demo pages carry; made where there is none, and left as its owner changed it. */
export async function demoSite(sites: Sites): Promise<SiteRecord> {
  const found = (await sites.list()).find(({ name }) => name === NAME);
  if (found) return found;
  return sites.create({
    name: NAME,
    domains: ['localhost', '127.0.0.1'],
    settings: { ...DEFAULT_SITE_SETTINGS, consent: 'banner' },
  });
}
