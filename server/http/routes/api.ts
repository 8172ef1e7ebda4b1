import fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { HttpDeps } from '../dependencies.ts';
import { refusedBySchema } from '../error-replies.ts';
import { registerAddons } from './addons.ts';
import { registerBans } from './bans.ts';
import { registerCannedResponses } from './canned-responses.ts';
import { registerChats } from './chats.ts';
import { registerFiles } from './files.ts';
import { registerGroups } from './groups.ts';
import { registerIdentitySecrets } from './identity-secrets.ts';
import { registerLinks } from './links.ts';
import { registerMacros } from './macros.ts';
import { registerOperators } from './operators.ts';
import { registerOwnPictures } from './own-pictures.ts';
import { registerProfile } from './profile.ts';
import { registerSearch } from './search.ts';
import { registerSession } from './session.ts';
import { registerSiteSettings } from './site-settings.ts';
import { registerSites } from './sites.ts';
import { registerTags } from './tags.ts';
import { registerViews } from './views.ts';
import { registerVisitors } from './visitors.ts';

/** `/api/v1`: every body and answer by its schema, described at `/openapi.json`. */
export async function registerApi(app: FastifyInstance, deps: HttpDeps): Promise<void> {
  await registerRoutes(app, deps);
  let description: Promise<unknown> | undefined;
  app.get('/openapi.json', () => {
    description ??= describe(deps);
    return description;
  });
}

/** Of a server of its own, made when somebody asks: what it takes would make every start longer. */
async function describe(deps: HttpDeps): Promise<unknown> {
  const { default: swagger } = await import('@fastify/swagger');
  const app = fastify();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Counterbell', version: '1', description: 'The REST interface of the relay.' },
    },
    transform: jsonSchemaTransform,
  });
  await registerRoutes(app, deps);
  await registerFiles(app, deps);
  await app.ready();
  return app.swagger();
}

async function registerRoutes(app: FastifyInstance, deps: HttpDeps): Promise<void> {
  await app.register(
    (scope, _options, done) => {
      addRoutes(scope, deps);
      done();
    },
    { prefix: '/api/v1' },
  );
}

function addRoutes(scope: FastifyInstance, deps: HttpDeps): void {
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
  registerIdentitySecrets(api, deps);
  registerOperators(api, deps);
  registerGroups(api, deps);
  registerOwnPictures(api, deps);
  registerProfile(api, deps);
  registerSearch(api, deps);
  registerChats(api, deps);
  registerViews(api, deps);
  registerTags(api, deps);
  registerBans(api, deps);
  registerCannedResponses(api, deps);
  registerMacros(api, deps);
  registerVisitors(api, deps);
  registerAddons(api, deps);
}

function check(schema: unknown, input: unknown) {
  // Every schema of a route in this scope is a zod schema, by its type provider.
  const result = (schema as z.ZodType).safeParse(input);
  return result.success ? { value: result.data } : { error: refusedBySchema(result.error) };
}
