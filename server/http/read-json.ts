import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from './error-replies.ts';

/** Reads JSON bodies, and refuses those that hold a `__proto__` key anywhere, by which objects could be changed. */
export function readJson(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (_request: FastifyRequest, body: string, done) => {
      const read = parse(body);
      if (read instanceof Refused) done(read);
      else done(null, read);
    },
  );
}

function parse(body: string): unknown {
  if (body === '') return new Refused('invalid', 'the body is empty, JSON is expected');
  try {
    return JSON.parse(body, refuseProto);
  } catch (error) {
    return error instanceof Refused ? error : new Refused('invalid', 'the body is not JSON');
  }
}

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new Refused('invalid', '__proto__ is not a known field', key);
  return value;
}
