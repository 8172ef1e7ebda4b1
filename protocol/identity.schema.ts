import { z } from 'zod';
import { secretIdSchema } from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { textSchema } from './text.schema.ts';

/** What a site calls a user of its own. */
export const userIdSchema = textSchema(LIMITS.userIdCodePoints);

/** HMAC-SHA256 of the user's id under one of the site's secrets. */
export const identityHashSchema = z
  .string()
  .regex(
    /^[0-9a-f]{64}$/,
    'must be 64 small hexadecimal digits, the HMAC-SHA256 of userId under the site’s secret',
  );

/** A JWT (RFC 7519) that the site's backend signed; what stands in it is checked with its signature. */
export const identityTokenSchema = z
  .string()
  .max(LIMITS.identityTokenChars)
  .regex(/^[\w-]*\.[\w-]*\.[\w-]*$/, 'must be a JWT: three parts of base64url with dots between');

/** Whom a visitor's site proves them to be. */
export const verifiedSchema = z.strictObject({
  userId: z.string(),
  /** Whether the name, and the e-mail, were in what the site signed. Else they are the visitor's or the page's own word. */
  name: z.boolean(),
  email: z.boolean(),
});

/** GET /api/v1/sites/:id/secrets: what a site's backend proves its users with. For owners and admins alone. */
export const identitySecretSchema = z.strictObject({
  id: secretIdSchema,
  /** 256 random bits as 64 hexadecimal digits; these digits, as text, are the key. */
  secret: z.string(),
  createdAt: z.int(),
});
