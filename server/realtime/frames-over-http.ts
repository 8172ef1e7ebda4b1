import type { FastifyReply, FastifyRequest } from 'fastify';
import { visitorFrameSchema } from '../../protocol/index.schema.ts';
import {
  type ErrorAnswer,
  LIMITS,
  REFUSALS,
  type RefusalCode,
  refusalSentence,
  type VisitorHello,
  type VisitorId,
} from '../../protocol/index.ts';
import { admitVisitor, upgradeOf } from './admit-visitor.ts';
import type { RealtimeDeps } from './dependencies.ts';
import { createLine } from './line.ts';
import { createMemory } from './memory.ts';
import { readFrame } from './read-frame.ts';
import { type Refusal, takePosted } from './take-posted.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';
import { VisitorActs } from './visitor-acts.ts';

/** Visitors whose rate is remembered; the longest unheard is forgotten first. */
const MAX_BUCKETS = 10_000;
/** What a close of the socket would have said, as a refusal of the request. */
const REFUSAL_OF_CLOSE: Readonly<Record<string, RefusalCode>> = {
  unknown_site: 'unknown_site',
  origin_not_allowed: 'origin_not_allowed',
  token_invalid: 'token_invalid',
};

/**
 * Answers `POST /v1/frames`: a `hello` with a token, then a visitor's frames, one a line; the answer has the relay's, one a
 * line. It stands alone, so any node may answer it. Nobody new is made here: a page that closes could never learn its
 * token, and would say the same again as somebody else.
 */
export function createFramesHandler(deps: RealtimeDeps) {
  const buckets = createMemory<VisitorId, TokenBucket>(MAX_BUCKETS);

  function bucketOf(visitor: VisitorId): TokenBucket {
    const bucket =
      buckets.get(visitor) ?? createTokenBucket(LIMITS.frameBurst, LIMITS.framesPerSecond);
    buckets.set(visitor, bucket);
    return bucket;
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const [first = '', ...texts] = linesOf(request.body);
    const hello = readHello(first);
    if (typeof hello === 'string') return refuse(reply, 'invalid', hello);
    if (!hello.token) return refuse(reply, 'token_invalid');
    if (texts.length > LIMITS.frameBurst) {
      return refuse(reply, 'too_large', `${texts.length} frames, ${LIMITS.frameBurst} at most`);
    }
    const answers: string[] = [];
    let refusal: { code: RefusalCode; reason: string | undefined } | undefined;
    let refusedForNow: Refusal | undefined;
    const line = createLine(
      {
        send(frame) {
          if (frame.type === 'refused' && !frame.final) refusedForNow = frame;
          answers.push(JSON.stringify(frame));
        },
        sendText: (frame) => void answers.push(frame),
        push: (_kind, frame) => void answers.push(frame),
        isSlow: () => false,
        drained: () => Promise.resolve(),
        close(name, reason) {
          refusal = { code: REFUSAL_OF_CLOSE[name] ?? 'internal', reason };
        },
      },
      deps.onRefused,
    );
    const admitted = await admitVisitor(deps, upgradeOf(request), hello, line);
    if (!admitted) return refuse(reply, refusal?.code ?? 'internal', refusal?.reason);
    const acts = new VisitorActs(deps, admitted.self);
    const bucket = bucketOf(admitted.self.visitor);
    await takePosted(
      texts,
      bucket,
      line,
      (frame) => acts.onFrame(frame),
      () => refusedForNow,
    );
    return reply.type('application/x-ndjson').send(answers.map((text) => `${text}\n`).join(''));
  };
}

/** Reads the `hello` that every request over HTTP begins with, or says what is wrong with it. */
export function readHello(text: string): VisitorHello | string {
  const read = readFrame(text, visitorFrameSchema);
  if (!read.ok) return read.detail;
  return read.frame.type === 'hello' ? read.frame : 'the first frame must be hello';
}

/** Answers in the one shape of every refused request. `detail` goes to the sender. */
export function refuse(reply: FastifyReply, code: RefusalCode, detail = ''): FastifyReply {
  const message = refusalSentence(code, detail);
  const answer: ErrorAnswer = { error: { code, message } };
  return reply.status(REFUSALS[code].status).type('application/json').send(JSON.stringify(answer));
}

function linesOf(body: unknown): string[] {
  return typeof body === 'string' ? body.split('\n').filter((text) => text !== '') : [];
}
