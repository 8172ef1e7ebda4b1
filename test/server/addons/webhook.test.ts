import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Delivery } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const PATIENCE = { timeout: 4_000, interval: 20 };
let relay: TestRelay | undefined;
let stopReceiver: () => void;

beforeEach(() => {
  relay = undefined;
});
afterEach(async () => {
  stopReceiver();
  await relay?.stop();
});

/** A real receiver that answers with these statuses in turn, then with 200. */
async function startReceiver(...statuses: number[]) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(statuses.shift() ?? 200).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stopReceiver = () => server.close();
  const { port } = server.address() as AddressInfo;
  return { received, url: `http://127.0.0.1:${port}/hook` };
}

async function relayTo(url: string, allow = '127.0.0.1/32') {
  relay = await startTestRelay({ demo: true, env: { OUTGOING_ALLOW: allow } });
  const owner = await becomeOwner(relay);
  const answer = await owner.call('PUT', '/addons/webhook', {
    enabled: true,
    settings: { url, secret: '' },
  });
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  return { owner, visitor, secret: String(answer.body.settings.secret) };
}

async function deliveries(owner: ConsoleApi): Promise<Delivery[]> {
  return (await owner.call('GET', '/addons/webhook/deliveries')).body;
}

test('posts every event, signed as the Standard Webhooks library checks it, with a stable id', async () => {
  const { received, url } = await startReceiver();
  const { visitor, secret } = await relayTo(url);
  const { chat } = await visitor.writes('Hello');
  await vi.waitFor(() => expect(received).toHaveLength(2), PATIENCE);
  const bodies = received.map(({ headers, body }) => {
    const signed = Object.fromEntries(
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
        name,
        String(headers[name]),
      ]),
    );
    return new Webhook(secret).verify(body, signed);
  });
  expect(bodies).toContainEqual(
    expect.objectContaining({
      type: 'chat.message',
      data: expect.objectContaining({ chat, seq: 1, event: { kind: 'message', text: 'Hello' } }),
    }),
  );
  expect(received.map(({ headers }) => headers['webhook-id'])).toContain(`evt_${chat}_1`);
});

test('keeps a delivery that failed, shows why, and tries it again', async () => {
  const { received, url } = await startReceiver(500, 500);
  const { owner, visitor } = await relayTo(url);
  await visitor.writes('Hello');
  const failed = await vi.waitFor(async () => {
    const found = (await deliveries(owner)).filter(({ outcome }) => outcome !== '');
    expect(found).toHaveLength(2);
    return found;
  }, PATIENCE);
  expect(failed[0]).toMatchObject({ state: 'waiting', outcome: expect.stringContaining('500') });
  expect(failed[0]?.nextAt).toBeGreaterThan(Date.now());
  for (const { id } of failed) await owner.call('POST', `/deliveries/${id}/retry`);
  await vi.waitFor(async () => {
    expect((await deliveries(owner)).map(({ state }) => state)).toEqual(['done', 'done']);
  }, PATIENCE);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
});

test('gives up at once when the receiver answers 410', async () => {
  const { url } = await startReceiver(410, 410);
  const { owner, visitor } = await relayTo(url);
  await visitor.writes('Hello');
  await vi.waitFor(async () => {
    expect((await deliveries(owner)).map(({ state }) => state)).toEqual(['dead', 'dead']);
  }, PATIENCE);
});

test('reaches no private address that the owner did not allow', async () => {
  const { received, url } = await startReceiver();
  const { owner, visitor } = await relayTo(url, '');
  await visitor.writes('Hello');
  await vi.waitFor(async () => {
    expect((await deliveries(owner))[0]?.outcome).toMatch(/not a public address/);
  }, PATIENCE);
  expect(received).toEqual([]);
});

test('refuses an address that is none, and names the field', async () => {
  await startReceiver();
  relay = await startTestRelay();
  const owner = await becomeOwner(relay);
  const answer = await owner.call('PUT', '/addons/webhook', {
    enabled: true,
    settings: { url: 'example', secret: '' },
  });
  expect(answer.status).toBe(400);
  const values = { fault: 'addon-webhook-url' };
  expect(answer.body.error).toMatchObject({ field: 'settings.url', values });
});
