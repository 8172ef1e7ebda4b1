import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from './dependencies.ts';
import { replyToErrors } from './error-replies.ts';
import { secureHeaders } from './headers.ts';
import { guardRoutes } from './permissions.ts';
import { readJson } from './read-json.ts';
import { registerApi } from './routes/api.ts';
import { registerConsole } from './routes/console.ts';
import { registerDemo } from './routes/demo.ts';
import { registerFiles } from './routes/files.ts';
import { registerHealth } from './routes/health.ts';
import { registerPages } from './routes/pages.ts';
import { registerPictures } from './routes/pictures.ts';
import { registerWidget } from './routes/widget.ts';

export type { HttpDeps } from './dependencies.ts';

/** Serves everything that is not a socket. Routes registered on `app` afterwards are under the same guard. */
export async function registerHttp(app: FastifyInstance, deps: HttpDeps): Promise<void> {
  const { metrics } = deps.telemetry;
  replyToErrors(app, deps.telemetry);
  readJson(app);
  secureHeaders(app, deps.publicUrl);
  await app.register(cookie);
  guardRoutes(app, deps.access, deps.publicUrl);
  app.addHook('onResponse', async (request, reply) => {
    metrics.countRequest(request.routeOptions.url ?? 'none', reply.statusCode);
  });

  registerHealth(app, deps);
  registerWidget(app, deps);
  registerPages(app, deps);
  registerPictures(app, deps);
  registerConsole(app, deps);
  if (deps.demo) registerDemo(app, deps.demo, deps.publicUrl);
  await registerFiles(app, deps);
  await registerApi(app, deps);
}
