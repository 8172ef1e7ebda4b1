import type { FastifyReply } from 'fastify';
import type { OpenFile } from '../uploads/index.ts';
import { Refused } from './error-replies.ts';

/**
 * Answers with a file that somebody uploaded. It runs nothing wherever it is opened, and is saved rather than shown, unless it is
 * an image of a kind that holds nothing else. Asked for again it is not sent again, but whoever asks is looked at.
 */
export function sendUpload(reply: FastifyReply, found: OpenFile | undefined): FastifyReply {
  if (!found) throw new Refused('not_found', 'this file');
  const { file, body } = found;
  const etag = `"${file.id}"`;
  const shown = file.width === undefined ? 'attachment' : 'inline';
  reply.headers({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'private, no-cache',
    vary: 'authorization, cookie',
    etag,
  });
  if (reply.request.headers['if-none-match'] === etag) {
    body.destroy();
    return reply.status(304).send();
  }
  return reply
    .type(file.type)
    .headers({
      'content-length': file.bytes,
      'content-disposition': `${shown}; filename*=UTF-8''${encodeName(file.name)}`,
    })
    .send(body);
}

/** RFC 8187 section 3.2: of what encodeURIComponent leaves, these may not stand there. */
function encodeName(name: string): string {
  const encode = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(name).replace(/['()*]/g, encode);
}
