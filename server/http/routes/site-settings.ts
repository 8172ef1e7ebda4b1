import { join } from 'node:path';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ownTextsSchema, pageSettingsSchema } from '../../../protocol/index.schema.ts';
import { LANGUAGES } from '../../../protocol/index.ts';
import { allowsOrigin, type SiteRecord } from '../../sites/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import { createBuiltFiles } from '../built-files.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { allowEverySite } from '../headers.ts';
import { modulePaths, pageSettingsOf } from '../page-settings.ts';

const params = z.strictObject({ key: z.string().max(60) });
const textParams = params.extend({ language: z.enum(LANGUAGES) });

/**
 * A site's public settings, for pages whose snippet does not carry them, and its own texts in one language, for panels. Pages
 * elsewhere may read the refusal too.
 */
export function registerSiteSettings(api: ApiScope, deps: HttpDeps): void {
  const { sites, sightings, publicUrl, isAttended, telemetry } = deps;
  const files = createBuiltFiles(join(deps.distFolder, 'widget'));

  /** The site, unless the page that asks is none of its. */
  async function siteFor(key: string, origin: string | undefined): Promise<SiteRecord> {
    const site = await sites.findByKey(key);
    if (!site) throw new Refused('unknown_site', key);
    sightings.note(site, origin);
    if (origin !== undefined && !allowsOrigin(site.domains, origin)) {
      const sentence = foreignPageSentence(origin, site.name);
      telemetry.log.warn({ site: site.key }, sentence);
      throw new Refused('origin_not_allowed', sentence);
    }
    return site;
  }

  const onRequest = async (_request: unknown, reply: FastifyReply) => void allowEverySite(reply);

  api.get(
    '/site-settings/:key',
    { schema: { params, response: { 200: pageSettingsSchema, ...ERRORS } }, onRequest },
    async ({ params: { key }, headers: { origin } }) => {
      const site = await siteFor(key, origin);
      const paths = await modulePaths(files);
      return pageSettingsOf(site, { relay: publicUrl(), paths, isAttended: isAttended(site) });
    },
  );

  api.get(
    '/site-settings/:key/texts/:language',
    { schema: { params: textParams, response: { 200: ownTextsSchema, ...ERRORS } }, onRequest },
    async ({ params: { key, language }, headers: { origin } }) => {
      const { settings } = await siteFor(key, origin);
      return settings.texts[language] ?? {};
    },
  );
}

/** Written for the site's owner, who reads it in the browser's console or in the log. */
function foreignPageSentence(origin: string, siteName: string): string {
  const host = URL.canParse(origin) ? new URL(origin).hostname : '';
  const shown = host || origin.slice(0, 100);
  return `Counterbell: ${shown} is not among the domains of the site "${siteName}"; add it in the console under Sites.`;
}
