import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { HttpDeps } from '../dependencies.ts';
import { refusedBySchema } from '../error-replies.ts';
import { registerAddons } from './addons.ts';
import { registerLinks } from './links.ts';
import { registerOperators } from './operators.ts';
import { registerSearch } from './search.ts';
import { registerSession } from './session.ts';
import { registerSiteSettings } from './site-settings.ts';
import { registerSites } from './sites.ts';

/** `/api/v1`: every body and answer by its schema, described at `/openapi.json`. */
export async function registerApi(app: FastifyInstance, deps: HttpDeps): Promise<void> {
  const { default: swagger } = await import('@fastify/swagger');
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Counterbell', version: '1', description: 'The REST interface of the relay.' },
    },
    transform: jsonSchemaTransform,
  });

  await app.register(
    (scope, _options, done) => {
      registerRoutes(scope, deps);
      done();
    },
    { prefix: '/api/v1' },
  );

  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

function registerRoutes(scope: FastifyInstance, deps: HttpDeps): void {
  // Set on this scope alone: on the root they would meet other plugins' routes and their JSON schemas.
  scope.setValidatorCompiler(
    ({ schema }) =>
      (input) =>
        check(schema, input),
  );
  // The types of the handlers check what they answer; zod cannot encode the schemas that transform.
  scope.setSerializerCompiler(() => JSON.stringify);
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  const api = scope.withTypeProvider<ZodTypeProvider>();
  registerSiteSettings(api, deps);
  registerSession(api, deps);
  registerLinks(api, deps);
  registerSites(api, deps);
  registerOperators(api, deps);
  registerSearch(api, deps);
  registerAddons(api, deps);
}

function check(schema: unknown, input: unknown) {
  // Every schema of a route in this scope is a zod schema, by its type provider.
  const result = (schema as z.ZodType).safeParse(input);
  return result.success ? { value: result.data } : { error: refusedBySchema(result.error) };
}
