import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../../server/access/index.ts';
import { guardRoutes } from '../../../server/http/permissions.ts';
import { becomeOwner, type ConsoleApi, consoleApi, invite } from '../../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

type Who = 'nobody' | 'viewer' | 'operator' | 'admin' | 'owner';
const EVERYONE: readonly Who[] = ['nobody', 'viewer', 'operator', 'admin', 'owner'];
const SIGNED_IN: readonly Who[] = ['viewer', 'operator', 'admin', 'owner'];
const WRITERS: readonly Who[] = ['operator', 'admin', 'owner'];
const MANAGERS: readonly Who[] = ['admin', 'owner'];
const NO_ID = '/00000000-0000-7000-8000-000000000000';

/** Every route of the console and who may use it, written down a second time on purpose. */
const ROUTES: readonly [method: string, path: string, who: readonly Who[]][] = [
  ['POST', '/session', EVERYONE],
  ['POST', '/links/look', EVERYONE],
  ['POST', '/links/use', EVERYONE],
  ['GET', '/site-settings/cb_00000000000000000000', EVERYONE],
  ['GET', '/session', SIGNED_IN],
  ['PUT', '/profile/photo', SIGNED_IN],
  ['POST', '/pictures', MANAGERS],
  ['GET', '/operators', SIGNED_IN],
  ['POST', '/operators', MANAGERS],
  ['PUT', `/operators${NO_ID}`, MANAGERS],
  ['POST', `/operators${NO_ID}/link`, MANAGERS],
  ['DELETE', `/operators${NO_ID}/invitation`, MANAGERS],
  ['GET', '/groups/everybody', SIGNED_IN],
  ['PUT', '/groups/everybody', MANAGERS],
  ['GET', '/sites', MANAGERS],
  ['POST', '/sites', MANAGERS],
  ['PUT', `/sites${NO_ID}`, MANAGERS],
  ['GET', `/sites${NO_ID}/secrets`, MANAGERS],
  ['POST', `/sites${NO_ID}/secrets`, MANAGERS],
  ['DELETE', `/sites${NO_ID}/secrets${NO_ID}`, MANAGERS],
  ['GET', '/search?q=lamp', SIGNED_IN],
  ['GET', '/chats', SIGNED_IN],
  ['GET', '/chats/choices', SIGNED_IN],
  ['GET', '/chats/export?format=json&state=queued', MANAGERS],
  ['GET', '/views', SIGNED_IN],
  ['POST', '/views', SIGNED_IN],
  ['PUT', `/views${NO_ID}`, SIGNED_IN],
  ['DELETE', `/views${NO_ID}`, SIGNED_IN],
  ['POST', `/chats${NO_ID}/files`, WRITERS],
  ['GET', `/files${NO_ID}`, SIGNED_IN],
  ['GET', '/canned-responses', WRITERS],
  ['POST', '/canned-responses', WRITERS],
  ['PUT', `/canned-responses${NO_ID}`, WRITERS],
  ['DELETE', `/canned-responses${NO_ID}`, WRITERS],
  ['POST', '/canned-responses/files', WRITERS],
  ['GET', `/canned-responses${NO_ID}/files${NO_ID}`, WRITERS],
  ['POST', `/chats${NO_ID}/canned-responses${NO_ID}/files`, WRITERS],
  ['GET', '/macros', WRITERS],
  ['POST', '/macros', WRITERS],
  ['PUT', `/macros${NO_ID}`, WRITERS],
  ['DELETE', `/macros${NO_ID}`, WRITERS],
  ['GET', '/tags', SIGNED_IN],
  ['POST', '/tags', MANAGERS],
  ['PUT', `/tags${NO_ID}`, MANAGERS],
  ['DELETE', `/tags${NO_ID}`, MANAGERS],
  ['GET', '/addons', MANAGERS],
  ['PUT', '/addons/none', MANAGERS],
  ['GET', '/addons/none/deliveries', MANAGERS],
  ['POST', '/deliveries/none/retry', MANAGERS],
];

describe('the permission table', () => {
  let relay: TestRelay;
  let people: Record<Who, ConsoleApi>;

  beforeAll(async () => {
    relay = await startTestRelay();
    const owner = await becomeOwner(relay);
    people = {
      nobody: consoleApi(relay.url),
      viewer: await invite(relay.url, owner, 'viewer'),
      operator: await invite(relay.url, owner, 'operator'),
      admin: await invite(relay.url, owner, 'admin'),
      owner,
    };
  });
  afterAll(() => relay.stop());

  for (const [method, path, allowed] of ROUTES) {
    it(`lets ${allowed.join(', ')} use ${method} ${path} and nobody else`, async () => {
      for (const who of EVERYONE) {
        const body = method === 'GET' ? undefined : {};
        const { status, body: answer } = await people[who].call(method, path, body);
        const refusal = who === 'nobody' ? 'not_signed_in' : 'not_allowed';
        const isRefused = status === 403 || (status === 401 && answer.error.code === refusal);
        expect({ who, isRefused }).toEqual({ who, isRefused: !allowed.includes(who) });
      }
    });
  }

  it('refuses unsafe requests that a foreign page sends', async () => {
    const foreign = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${relay.url}.evil.example` },
    ];
    for (const headers of foreign) {
      const { status } = await people.owner.call('DELETE', '/session', undefined, headers);
      expect({ headers, status }).toEqual({ headers, status: 403 });
    }
  });

  it('takes unsafe requests of its own pages', async () => {
    const own = [{ 'sec-fetch-site': 'same-origin' }, { origin: relay.url }, {}];
    for (const headers of own) {
      const { status } = await people.nobody.call('DELETE', '/session', undefined, headers);
      expect({ headers, status }).toEqual({ headers, status: 204 });
    }
  });

  it('gives the metrics to this machine and to the owner, not to others behind a proxy', async () => {
    const metrics = (headers: Record<string, string>) => fetch(`${relay.url}/metrics`, { headers });
    const proxied = { 'x-forwarded-for': '203.0.113.7' };
    expect((await metrics({})).status).toBe(200);
    expect((await metrics(proxied)).status).toBe(401);
    expect((await metrics({ ...proxied, cookie: people.admin.cookie })).status).toBe(403);
    expect((await metrics({ ...proxied, cookie: people.owner.cookie })).status).toBe(200);
  });

  it('fails the start where a route has no entry', () => {
    const app = fastify();
    guardRoutes(app, {} as Access, () => 'http://localhost');
    expect(() => app.get('/new', async () => 'hi')).toThrow('GET /new has no entry');
  });
});
