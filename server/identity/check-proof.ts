import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { emailSchema, personNameSchema, userIdSchema } from '../../protocol/index.schema.ts';
import { LIMITS } from '../../protocol/index.ts';

/** How a page shows who its user is: by a hash of the user's id, or by a token that also says when it ends. */
export type Proof = { readonly userId: string; readonly hash: string } | { readonly token: string };

/** What a site has signed of its user. */
export interface Claim {
  readonly userId: string;
  readonly name?: string;
  readonly email?: string;
}

/** What a proof shows, or why it shows nothing: a sentence's end for the page's developer, without anything of the proof in it. */
export type Checked = { readonly claim: Claim } | { readonly fault: string };

/** How far the backend's clock may be from ours. */
const LEEWAY_S = 60;

const headerSchema = z.object({ alg: z.string(), crit: z.unknown().optional() });
const claimsSchema = z.object({
  sub: userIdSchema,
  name: personNameSchema.optional(),
  email: emailSchema.optional(),
  exp: z.number(),
  nbf: z.number().optional(),
});

/** Checks a proof by a site's secrets. `now` is in milliseconds since 1970. Pure. */
export function checkProof(proof: Proof, secrets: readonly string[], now: number): Checked {
  if (secrets.length === 0) return fault('this site has no secret yet; make one in the console');
  if ('token' in proof) return checkToken(proof.token, secrets, now / 1_000);
  const { userId, hash } = proof;
  return isSigned(userId, Buffer.from(hash, 'hex'), secrets)
    ? { claim: { userId } }
    : fault('hash is not the HMAC-SHA256 of userId under a secret of this site');
}

function checkToken(token: string, secrets: readonly string[], nowS: number): Checked {
  const [head = '', body = '', signature = ''] = token.split('.');
  // The algorithm is ours, whatever the token says of it (RFC 8725 section 3.1): one that names another is none of ours.
  if (!isSigned(`${head}.${body}`, Buffer.from(signature, 'base64url'), secrets)) {
    return fault('token is not signed with HS256 under a secret of this site');
  }
  const header = headerSchema.safeParse(parse(head));
  if (header.data?.alg !== 'HS256') return fault('alg of the token must be HS256');
  if (header.data.crit !== undefined)
    return fault('crit of the token names what is not known here');
  const claims = claimsSchema.safeParse(parse(body));
  if (!claims.success) return fault(wrongClaim(claims.error));
  const { sub: userId, name, email, exp, nbf } = claims.data;
  if (exp + LEEWAY_S <= nowS) return fault('token has expired; have your backend make a new one');
  if (nbf !== undefined && nbf - LEEWAY_S > nowS) return fault('token is not valid yet (nbf)');
  return { claim: { userId, ...(name && { name }), ...(email && { email }) } };
}

/** The secret's text is the key, as every library takes it. Takes as long for a wrong signature as for a right one. */
function isSigned(text: string, signature: Buffer, secrets: readonly string[]): boolean {
  return secrets.some((secret) => {
    const right = createHmac('sha256', secret).update(text).digest();
    return right.length === signature.length && timingSafeEqual(right, signature);
  });
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    // Whoever has the secret may sign what is no JSON; the schema says what is wrong with it.
    return undefined;
  }
}

function wrongClaim({ issues: [issue] }: z.ZodError): string {
  const claim = issue?.path.join('.') ?? '';
  switch (claim) {
    case 'sub':
      return `sub of the token must be the user's id, text of 1 to ${LIMITS.userIdCodePoints} characters`;
    case 'exp':
      return 'exp of the token must be there, in seconds since 1970';
    default:
      return claim ? `${claim} of the token ${issue?.message}` : 'token holds no JSON object';
  }
}

function fault(sentence: string): Checked {
  return { fault: sentence };
}
