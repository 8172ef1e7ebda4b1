import { z } from 'zod';
import {
  siteContentsSchema,
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
import { signedInOperator } from '../operator-answer.ts';

const params = z.strictObject({ id: siteIdSchema });

/** The sites of this installation. */
export function registerSites(
  api: ApiScope,
  { sites, sightings, telemetry, publicUrl }: HttpDeps,
): void {
  function answer({ id, key, name, domains, settings }: SiteRecord): Site {
    return { id, key, name, domains: [...domains], settings, snippet: snippetOf(publicUrl(), key) };
  }

  api.get('/sites', { schema: { response: { 200: z.array(siteSchema), ...ERRORS } } }, async () => {
    // Whoever saved a site on another node reads it here at once: the hint may still be on its way.
    await sites.refresh();
    return (await sites.list()).map(answer);
  });

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
    '/sites/:id/contents',
    { schema: { params, response: { 200: siteContentsSchema, ...ERRORS } } },
    async (request) => {
      const contents = await sites.contents(request.params.id);
      if (!contents) throw new Refused('not_found', 'this site');
      return contents;
    },
  );

  api.delete(
    '/sites/:id',
    { schema: { params, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await sites.remove(id))) throw new Refused('not_found', 'this site');
      const operator = signedInOperator(request).id;
      telemetry.log.info({ operator, site: id }, 'a site was deleted');
      return reply.status(204).send(null);
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
