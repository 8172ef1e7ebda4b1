import type { FastifyInstance } from 'fastify';
import { refusalSentence } from '../../../protocol/index.ts';
import { StorageError } from '../../storage/index.ts';
import type { HttpDeps } from '../dependencies.ts';

/** `/healthz`: the process answers. `/readyz`: it can take messages now. `/metrics`: for Prometheus. */
export function registerHealth(app: FastifyInstance, deps: HttpDeps): void {
  const { metrics } = deps.telemetry;

  app.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'ok' };
  });

  app.get('/readyz', async (_request, reply) => {
    const reasons = await reasonsAgainst(deps);
    const isReady = reasons.length === 0;
    reply.status(isReady ? 200 : 503).header('cache-control', 'no-store');
    return isReady ? { status: 'ready' } : { status: 'not ready', reasons };
  });

  app.get('/metrics', async (_request, reply) => {
    return reply.type(metrics.contentType).send(await metrics.render());
  });
}

async function reasonsAgainst({ storage, isStopping, telemetry }: HttpDeps): Promise<string[]> {
  if (isStopping()) return [refusalSentence('stopping')];
  try {
    await storage.checkWritable();
    return [];
  } catch (error) {
    telemetry.log.error({ error }, 'the storage cannot be written');
    return [refusalSentence(error instanceof StorageError ? error.code : 'storage_failed')];
  }
}
