import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import { explain } from '../../protocol/index.schema.ts';
import type { ErrorAnswer, RefusalCode, RefusalDetail } from '../../protocol/index.ts';
import { REFUSALS, refusalSentence, refusalValues } from '../../protocol/index.ts';
import { FilesError } from '../files/index.ts';
import { StorageError } from '../storage/index.ts';
import type { Telemetry } from '../telemetry/index.ts';

/** A request that is answered with a refusal of the protocol's table. `detail` goes to the sender. */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;
  /** The wrong field as a path, where it is one field's fault. */
  readonly field: string | undefined;
  constructor(code: RefusalCode, detail: RefusalDetail = '', field?: string) {
    super(refusalSentence(code, detail));
    this.name = 'Refused';
    this.code = code;
    this.detail = detail;
    this.field = field;
  }
}

/** What a failed check by a schema is answered with. */
export function refusedBySchema(error: z.ZodError): Refused {
  const { field, detail, values } = explain(error);
  return new Refused('invalid', { ...values, detail }, field || undefined);
}

/** Answers every failure in one shape. The sender learns the code and a sentence, the log the rest. */
export function replyToErrors(app: FastifyInstance, { metrics, reportFailure }: Telemetry): void {
  app.setErrorHandler((error, request, reply) => {
    const refused = toRefused(error, app.initialConfig.bodyLimit);
    if (REFUSALS[refused.code].status >= 500) {
      reportFailure(error, 'a request failed', { route: request.routeOptions.url });
    }
    metrics.countRefusal(refused.code);
    return sendRefused(reply, refused);
  });

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    return sendRefused(reply, new Refused('not_found', `${request.method} ${path.slice(0, 200)}`));
  });
}

function sendRefused(reply: FastifyReply, { code, message, field, detail }: Refused): FastifyReply {
  const values = refusalValues(detail);
  const answer: ErrorAnswer = {
    error: { code, message, ...(field !== undefined && { field }), ...(values && { values }) },
  };
  return reply
    .status(REFUSALS[code].status)
    .type('application/json')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(answer);
}

function toRefused(error: unknown, bodyLimit = 0): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof StorageError || error instanceof FilesError) return new Refused(error.code);
  if (codeOf(error) === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const detail = `the body is over the limit of ${bodyLimit} bytes`;
    return new Refused('too_large', { detail, limit: bodyLimit });
  }
  if (codeOf(error) === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new Refused('invalid', 'the content type must be application/json');
  }
  const status = statusOf(error);
  const isSenders = status >= 400 && status < 500;
  return isSenders ? new Refused('invalid', 'the request is malformed') : new Refused('internal');
}

/** Fastify's own refusals carry a code and a status; their words are for developers. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
}
