import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url (43 characters): a session's or a link's secret. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. A plain hash is enough, since 256 random bits cannot be guessed through it. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
