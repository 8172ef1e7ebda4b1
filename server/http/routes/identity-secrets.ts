import { z } from 'zod';
import {
  identitySecretSchema,
  secretIdSchema,
  siteIdSchema,
} from '../../../protocol/index.schema.ts';
import { LIMITS, type SiteId } from '../../../protocol/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';

const ofSite = z.strictObject({ id: siteIdSchema });
const ofSecret = z.strictObject({ id: siteIdSchema, secret: secretIdSchema });

/** What a site's backend proves its users with. */
export function registerIdentitySecrets(api: ApiScope, { sites, identitySecrets }: HttpDeps): void {
  async function known(id: SiteId): Promise<SiteId> {
    if (!(await sites.findById(id))) throw new Refused('not_found', 'this site');
    return id;
  }

  api.get(
    '/sites/:id/secrets',
    { schema: { params: ofSite, response: { 200: z.array(identitySecretSchema), ...ERRORS } } },
    async (request) => identitySecrets.list(await known(request.params.id)),
  );

  api.post(
    '/sites/:id/secrets',
    { schema: { params: ofSite, response: { 201: identitySecretSchema, ...ERRORS } } },
    async (request, reply) => {
      const secret = await identitySecrets.create(await known(request.params.id));
      if (secret) return reply.status(201).send(secret);
      const limit = LIMITS.identitySecrets;
      throw new Refused('limit_reached', { limit, what: 'secrets of a site' });
    },
  );

  api.delete(
    '/sites/:id/secrets/:secret',
    { schema: { params: ofSecret, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const { id, secret } = request.params;
      if (!(await identitySecrets.remove(id, secret)))
        throw new Refused('not_found', 'this secret');
      return reply.status(204).send(null);
    },
  );
}
