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
    const bus = deps.bus.state().name;
    reply.status(isReady ? 200 : 503).header('cache-control', 'no-store');
    return isReady ? { status: 'ready', bus } : { status: 'not ready', bus, reasons };
  });

  app.get('/metrics', async (_request, reply) => {
    return reply.type(metrics.contentType).send(await metrics.render());
  });
}

async function reasonsAgainst({ storage, isStopping, telemetry }: HttpDeps): Promise<string[]> {
  if (isStopping()) return [refusalSentence('stopping')];
  try {
    await within(ANSWER_MS, storage.checkWritable());
    return [];
  } catch (error) {
    telemetry.reportFailure(error, 'the storage cannot be written');
    const code = error instanceof StorageError ? error.code : 'storage_failed';
    return [`${refusalSentence(code)} ${REMEDIES[code]}`];
  }
}

/** Whoever asks waits no longer, and takes a relay that does not answer for a dead one. */
const ANSWER_MS = 2_000;

/** Rejects with a StorageError where the answer does not come in time. */
async function within(ms: number, answer: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StorageError('storage_failed', `no answer within ${ms} ms`)),
      ms,
    );
  });
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What to do, for whoever watches the relay. */
const REMEDIES = {
  storage_full:
    'Free room on the disk of DATA_DIR or of the database’s server, or raise MAX_DATABASE_MB where it is set; it then goes on by itself.',
  storage_failed:
    'Look at the disk of DATA_DIR, or the server of DATABASE_URL, and at the log; it goes on by itself when it can.',
} as const;
