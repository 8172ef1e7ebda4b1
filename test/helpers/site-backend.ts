import { createHmac } from 'node:crypto';

/** What a site's backend does for its signed-in user: signs their id. */
export function hashFor(secret: string, userId: string): string {
  return createHmac('sha256', secret).update(userId).digest('hex');
}

/** Signs a token for them, good for an hour unless `claims` say otherwise; `header` is for those who forge. */
export function tokenFor(
  secret: string,
  claims: Record<string, unknown>,
  header: Record<string, unknown> = { alg: 'HS256', typ: 'JWT' },
): string {
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const said = [header, { exp, ...claims }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signed = said.join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
