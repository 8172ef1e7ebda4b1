import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import type { ServedFile } from './built-files.ts';

const compressWithBrotli = promisify(brotliCompress);
const compressWithGzip = promisify(gzip);
/** Below one network packet there is nothing to win. */
const LEAST_BYTES = 1_000;

interface Compressed {
  br?: Promise<Buffer>;
  gzip?: Promise<Buffer>;
}

/** Compressed once at the best level, at the first request for it, and let go together with the file. */
const compressed = new WeakMap<ServedFile, Compressed>();

/** Answers with a file, or with 304 where the sender has it; compressed where the sender can read that. */
export async function sendFile(reply: FastifyReply, file: ServedFile): Promise<FastifyReply> {
  const { headers } = reply.request;
  reply.header('etag', file.etag).header('vary', 'accept-encoding').type(file.type);
  if (file.isImmutable) reply.header('cache-control', 'public, max-age=31536000, immutable');
  else if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
  if (headers['if-none-match']?.includes(file.etag)) return reply.status(304).send();

  const encoding = encodingFor(file, String(headers['accept-encoding'] ?? ''));
  if (encoding === undefined) return reply.send(file.body);
  return reply.header('content-encoding', encoding).send(await compress(file, encoding));
}

function encodingFor(file: ServedFile, accepted: string): keyof Compressed | undefined {
  const isText = /^(text|application)\/|svg/.test(file.type);
  if (!isText || file.body.length < LEAST_BYTES) return undefined;
  if (/\bbr\b(?!\s*;\s*q=0(\.0+)?\b)/.test(accepted)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(\.0+)?\b)/.test(accepted) ? 'gzip' : undefined;
}

function compress(file: ServedFile, encoding: keyof Compressed): Promise<Buffer> {
  const known = compressed.get(file) ?? {};
  compressed.set(file, known);
  known[encoding] ??= encoding === 'br' ? withBrotli(file.body) : withGzip(file.body);
  return known[encoding];
}

function withBrotli(body: Buffer): Promise<Buffer> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return compressWithBrotli(body, { params });
}

function withGzip(body: Buffer): Promise<Buffer> {
  return compressWithGzip(body, { level: 9 });
}
