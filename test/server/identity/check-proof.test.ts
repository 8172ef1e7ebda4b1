import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkProof } from '../../../server/identity/check-proof.ts';
import { hashFor, tokenFor } from '../../helpers/site-backend.ts';

const SECRET = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const NOW_S = 1_800_000_000;
const exp = NOW_S + 60;

const check = (token: string, secrets = [SECRET]) => checkProof({ token }, secrets, NOW_S * 1_000);
const faultOf = (token: string) => JSON.stringify(check(token));

test('B4 takes the hash of a user under either of two secrets, and of nobody else', () => {
  const proof = { userId: 'Zoë ✓ 4711', hash: hashFor(OTHER, 'Zoë ✓ 4711') };
  expect(checkProof(proof, [SECRET, OTHER], 0)).toEqual({ claim: { userId: 'Zoë ✓ 4711' } });
  expect(checkProof(proof, [SECRET], 0)).toMatchObject({ fault: expect.stringContaining('hash') });
  expect(checkProof({ ...proof, userId: 'Zoe' }, [OTHER], 0)).toHaveProperty('fault');
});

test('B4 takes nothing where the site has no secret, not even what an empty one signed', () => {
  expect(checkProof({ userId: 'u', hash: hashFor('', 'u') }, [], 0)).toMatchObject({
    fault: expect.stringContaining('no secret'),
  });
});

test('B4 takes name and e-mail from a token that is signed with HS256', () => {
  const token = tokenFor(SECRET, { sub: 'u1', name: 'Ada', email: 'ada@example.org', exp });
  const claim = { userId: 'u1', name: 'Ada', email: 'ada@example.org' };
  expect(check(token, [OTHER, SECRET])).toEqual({ claim });
  expect(check(tokenFor(SECRET, { sub: 'u1', exp }))).toEqual({ claim: { userId: 'u1' } });
});

test('B4 allows a clock to be a minute off, and no more', () => {
  expect(check(tokenFor(SECRET, { sub: 'u', exp: NOW_S - 59 }))).toHaveProperty('claim');
  expect(faultOf(tokenFor(SECRET, { sub: 'u', exp: NOW_S - 60 }))).toContain('expired');
  expect(check(tokenFor(SECRET, { sub: 'u', exp, nbf: NOW_S + 60 }))).toHaveProperty('claim');
  expect(faultOf(tokenFor(SECRET, { sub: 'u', exp, nbf: NOW_S + 61 }))).toContain('not valid yet');
});

test.each([
  ['another secret', tokenFor(OTHER, { sub: 'u', exp }), 'not signed'],
  ['no signature', unsigned({ alg: 'none' }), 'not signed'],
  ['an empty signature and alg HS256', unsigned({ alg: 'HS256' }), 'not signed'],
  ['alg none, signed all the same', tokenFor(SECRET, { sub: 'u', exp }, { alg: 'none' }), 'alg'],
  ['alg HS512 in the header', tokenFor(SECRET, { sub: 'u', exp }, { alg: 'HS512' }), 'alg'],
  ['HS512 in truth', signedBy('sha512'), 'not signed'],
  ['no alg', tokenFor(SECRET, { sub: 'u', exp }, {}), 'alg'],
  ['crit', tokenFor(SECRET, { sub: 'u', exp }, { alg: 'HS256', crit: ['b64'] }), 'crit'],
  ['no exp', tokenFor(SECRET, { sub: 'u', exp: undefined }), 'exp of the token must be there'],
  ['exp as text', tokenFor(SECRET, { sub: 'u', exp: `${exp}` }), 'exp'],
  ['no sub', tokenFor(SECRET, { exp }), 'sub of the token'],
  ['a number as sub', tokenFor(SECRET, { sub: 4711, exp }), 'sub of the token'],
  ['a long sub', tokenFor(SECRET, { sub: 'x'.repeat(129), exp }), '1 to 128'],
  ['a long name', tokenFor(SECRET, { sub: 'u', exp, name: 'x'.repeat(101) }), 'name of the token'],
  ['a wrong address', tokenFor(SECRET, { sub: 'u', exp, email: 'ada' }), 'email of the token'],
  ['a changed claim', changed(tokenFor(SECRET, { sub: 'u', exp })), 'not signed'],
  ['nothing', '..', 'not signed'],
])('B4 refuses a token with %s, and says why', (_what, token, why) => {
  expect(check(token)).not.toHaveProperty('claim');
  expect(faultOf(token)).toContain(why);
});

function unsigned(header: Record<string, unknown>): string {
  const [head, body] = tokenFor('', { sub: 'u', exp }, header).split('.');
  return `${head}.${body}.`;
}

function signedBy(hash: string): string {
  const [head, body] = tokenFor('', { sub: 'u', exp }).split('.');
  const signature = createHmac(hash, SECRET).update(`${head}.${body}`).digest('base64url');
  return `${head}.${body}.${signature}`;
}

/** Another user in the same envelope. */
function changed(token: string): string {
  const [head, , signature] = token.split('.');
  const [, body] = tokenFor(OTHER, { sub: 'boss', exp }).split('.');
  return `${head}.${body}.${signature}`;
}
