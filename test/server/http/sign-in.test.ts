import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  becomeOwner,
  type ConsoleApi,
  consoleApi,
  cookieOf,
  PASSWORD,
} from '../../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const OLGA = { email: 'olga@example.org', password: PASSWORD };

describe('signing in', () => {
  let relay: TestRelay;
  let owner: ConsoleApi;
  let nobody: ConsoleApi;

  beforeEach(async () => {
    relay = await startTestRelay();
    owner = await becomeOwner(relay);
    nobody = consoleApi(relay.url);
  });
  afterEach(() => relay.stop());

  it('sets a cookie that no script reads and no other site sends', async () => {
    const answer = await nobody.call('POST', '/session', OLGA);
    expect(answer.body).toMatchObject({ name: 'Olga Owner', role: 'owner' });
    const cookie = answer.headers.getSetCookie()[0];
    expect(cookie).toMatch(/^__Host-counterbell_session=[\w-]{43};/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) {
      expect(cookie).toContain(part);
    }
    expect(cookie).not.toContain('Domain');
  });

  it('keeps sessions over a restart, and ends one by signing out', async () => {
    const signedIn = consoleApi(relay.url, cookieOf(await nobody.call('POST', '/session', OLGA)));
    await relay.restart();
    expect((await signedIn.call('GET', '/session')).status).toBe(200);
    expect((await signedIn.call('DELETE', '/session')).status).toBe(204);
    expect((await signedIn.call('GET', '/session')).status).toBe(401);
    expect((await owner.call('GET', '/session')).status).toBe(200);
  });

  it('gives one answer to a wrong password and an unknown address', async () => {
    const wrong = await nobody.call('POST', '/session', { ...OLGA, password: 'no' });
    const unknown = await nobody.call('POST', '/session', { ...OLGA, email: 'x@example.org' });
    expect(wrong.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
  });

  it('slows down whoever tries passwords, and says for how long', async () => {
    const tries = Array.from({ length: 10 }, () =>
      nobody.call('POST', '/session', { ...OLGA, password: 'no' }),
    );
    await Promise.all(tries);
    const answer = await nobody.call('POST', '/session', OLGA);
    expect(answer).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('invites an operator by a link that works once', async () => {
    const bob = { name: 'Bob', email: 'bob@example.org', role: 'operator' };
    const invited = await owner.call('POST', '/operators', bob);
    expect(invited.status).toBe(201);
    const token = invited.body.link.split('#')[1];
    const look = await nobody.call('POST', '/links/look', { token });
    expect(look.body).toEqual({ purpose: 'invite', name: 'Bob', email: 'bob@example.org' });
    const use = { token, name: 'Bob', email: bob.email, password: PASSWORD };
    expect((await nobody.call('POST', '/links/use', use)).body).toMatchObject({ role: 'operator' });
    expect((await nobody.call('POST', '/links/use', use)).status).toBe(404);
  });

  it('refuses a second account with the same e-mail address', async () => {
    const twin = { name: 'Twin', email: 'OLGA@example.org', role: 'operator' };
    const answer = await owner.call('POST', '/operators', twin);
    expect(answer).toMatchObject({ status: 409, body: { error: { field: 'email' } } });
  });

  it('lets nobody invite a further owner', async () => {
    const answer = await owner.call('POST', '/operators', {
      name: 'Eve',
      email: 'eve@example.org',
      role: 'owner',
    });
    expect(answer).toMatchObject({ status: 400, body: { error: { field: 'role' } } });
  });
});
