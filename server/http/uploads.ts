import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ChatFile } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import { netOf } from '../access/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Upload, UploadOutcome } from '../uploads/index.ts';
import { Refused } from './error-replies.ts';
import { refuseTooMany } from './refuse-too-many.ts';

const HOUR_MS = 3_600_000;
/** Per address (IPv6: per /64): room for an office behind one. */
const PER_ADDRESS = { most: 300, windowMs: HOUR_MS };
const PER_AUTHOR = { most: LIMITS.filesPerHour, windowMs: HOUR_MS };
/** The file's name, percent-encoded: headers hold no other letters than English ones. */
export const NAME_HEADER = 'x-file-name';

/** Hands bodies on as they come, instead of gathering them, whatever type is said: a file's type is told by its content. */
export function streamBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
}

/** The file that a request brings. */
export function uploadOf(request: FastifyRequest): Upload {
  const name = nameIn(request.headers[NAME_HEADER]);
  const bytes = Number(request.headers['content-length']);
  // Without it, as chunks, nobody knows how much will come.
  if (!Number.isSafeInteger(bytes)) {
    throw new Refused('invalid', 'content-length must be given', 'content-length');
  }
  // A sender whose file cannot be kept is to be told so: the line must live on.
  return { name, bytes, body: request.raw.iterator({ destroyOnReturn: false }) };
}

function nameIn(header: string | string[] | undefined): string {
  try {
    if (typeof header === 'string') return decodeURIComponent(header);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
  }
  throw new Refused('invalid', `${NAME_HEADER} must be the name, percent-encoded`, NAME_HEADER);
}

/** Answers with the file as it is kept, or refuses. */
export async function answerUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  upload: Promise<UploadOutcome>,
): Promise<ChatFile> {
  const outcome = await upload.catch((error: unknown) => {
    const isGone = request.raw.destroyed && !request.raw.complete;
    // What is still to come is passed over, or the next request on this connection would wait behind it.
    request.raw.resume();
    if (!isGone) throw error;
    throw new Refused('invalid', 'the file did not come whole');
  });
  if ('refuse' in outcome) throw new Refused(outcome.refuse, outcome.detail);
  reply.status(201).header('cache-control', 'no-store');
  return outcome.file;
}

/** Limits what one person, and what one address, puts on the disk. */
export async function limitUploads(
  countUse: Bus['countUse'],
  author: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  await refuseTooMany(countUse, PER_ADDRESS, `upload from ${netOf(request.ip)}`, reply);
  await refuseTooMany(countUse, PER_AUTHOR, `upload by ${author}`, reply);
}
