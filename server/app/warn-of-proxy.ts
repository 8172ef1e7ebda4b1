import type { FastifyInstance } from 'fastify';
import type { Logger } from '../telemetry/index.ts';

/** Tells the log once where requests come through a proxy that TRUST_PROXY does not name. */
export function warnOfProxy(app: FastifyInstance, log: Logger): void {
  let hasWarned = false;
  app.addHook('onRequest', (request, _reply, done) => {
    if (!hasWarned && request.headers['x-forwarded-for'] !== undefined) {
      hasWarned = true;
      log.warn(
        'requests come through a proxy, and TRUST_PROXY is empty: everybody has the address of the proxy, so limits by address do not hold',
      );
    }
    done();
  });
}
