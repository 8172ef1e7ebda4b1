/** The sites that visitors chat on: their keys, domains and settings. */
export { allowsOrigin } from './allows-origin.ts';
export { createSiteEraser, ERASE_SITE_JOB, startErasures } from './erase-site.ts';
export { createSightings, type Sighting, type Sightings } from './sightings.ts';
export { createSites, type SiteRecord, type Sites } from './sites.ts';
export { snippetOf } from './snippet.ts';
