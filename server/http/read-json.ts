import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from './error-replies.ts';

/** Reads JSON bodies, and refuses those that hold a `__proto__` key anywhere, by which objects could be changed. */
export function readJson(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: FastifyRequest, body: string) => parse(body),
  );
}

function parse(body: string): unknown {
  if (body === '') throw new Refused('invalid', 'the body is empty, JSON is expected');
  try {
    return JSON.parse(body, refuseProto);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('invalid', 'the body is not JSON', undefined, { cause: error });
  }
}

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new Refused('invalid', '__proto__ is not a known field', key);
  return value;
}
