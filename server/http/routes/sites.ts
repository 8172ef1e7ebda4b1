import { z } from 'zod';
import {
  siteIdSchema,
  siteInputSchema,
  sitePagesSchema,
  siteSchema,
} from '../../../protocol/index.schema.ts';
import type { Site } from '../../../protocol/index.ts';
import { type SiteRecord, snippetOf } from '../../sites/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';

const params = z.strictObject({ id: siteIdSchema });

/** The sites of this installation. */
export function registerSites(api: ApiScope, { sites, sightings, publicUrl }: HttpDeps): void {
  function answer({ id, key, name, domains, settings }: SiteRecord): Site {
    return { id, key, name, domains: [...domains], settings, snippet: snippetOf(publicUrl(), key) };
  }

  api.get('/sites', { schema: { response: { 200: z.array(siteSchema), ...ERRORS } } }, async () =>
    (await sites.list()).map(answer),
  );

  api.post(
    '/sites',
    { schema: { body: siteInputSchema, response: { 201: siteSchema, ...ERRORS } } },
    async (request, reply) => {
      const site = await sites.create(request.body);
      return reply.status(201).send(answer(site));
    },
  );

  api.put(
    '/sites/:id',
    { schema: { params, body: siteInputSchema, response: { 200: siteSchema, ...ERRORS } } },
    async (request) => {
      const site = await sites.update(request.params.id, request.body);
      if (!site) throw new Refused('not_found', 'this site');
      return answer(site);
    },
  );

  api.get(
    '/sites/:id/pages',
    { schema: { params, response: { 200: sitePagesSchema, ...ERRORS } } },
    async (request) => {
      const site = await sites.findById(request.params.id);
      if (!site) throw new Refused('not_found', 'this site');
      return sightings.of(site);
    },
  );
}
