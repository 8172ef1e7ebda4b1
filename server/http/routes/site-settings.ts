import { join } from 'node:path';
import { z } from 'zod';
import { pageSettingsSchema } from '../../../protocol/index.schema.ts';
import { allowsOrigin } from '../../sites/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import { createBuiltFiles } from '../built-files.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { allowEverySite } from '../headers.ts';
import { pageSettingsOf, panelPath } from '../page-settings.ts';

const params = z.strictObject({ key: z.string().max(60) });

/** A site's public settings, for pages whose snippet does not carry them. Pages elsewhere may read the refusal too. */
export function registerSiteSettings(api: ApiScope, deps: HttpDeps): void {
  const { sites, publicUrl, telemetry } = deps;
  const files = createBuiltFiles(join(deps.distFolder, 'widget'));

  api.get(
    '/site-settings/:key',
    {
      schema: { params, response: { 200: pageSettingsSchema, ...ERRORS } },
      onRequest: async (_request, reply) => void allowEverySite(reply),
    },
    async (request) => {
      const { key } = request.params;
      const site = await sites.findByKey(key);
      if (!site) throw new Refused('unknown_site', key);
      const { origin } = request.headers;
      if (origin !== undefined && !allowsOrigin(site.domains, origin)) {
        const sentence = foreignPageSentence(origin, site.name);
        telemetry.log.warn({ site: site.key }, sentence);
        throw new Refused('origin_not_allowed', sentence);
      }
      return pageSettingsOf(site, publicUrl(), await panelPath(files));
    },
  );
}

/** Written for the site's owner, who reads it in the browser's console or in the log. */
function foreignPageSentence(origin: string, siteName: string): string {
  const host = URL.canParse(origin) ? new URL(origin).hostname : '';
  const shown = host || origin.slice(0, 100);
  return `Counterbell: ${shown} is not among the domains of the site "${siteName}"; add it in the console under Sites.`;
}
