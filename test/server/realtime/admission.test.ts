import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CLOSES, NAMES } from '../../../protocol/index.ts';
import { createLocalUses } from '../../../server/bus/local-uses.ts';
import { createAdmission } from '../../../server/realtime/admission.ts';
import { createNewcomerLimit } from '../../../server/realtime/admit-newcomer.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { helloTo, openLine } from '../../helpers/frame-line.ts';
import { headlessVisitor } from '../../helpers/headless-visitor.ts';
import { spawnRelay, startTestRelay } from '../../helpers/start-relay.ts';

const origin = 'http://localhost';
const LIMITS = {
  perSecond: 10,
  perSecondAndAddress: 1,
  isOwn: (address: string) => address !== '127.0.0.1',
};

test('sends clients away for the longer the more come at once, and forgets them after a second', () => {
  let now = 0;
  const admit = createAdmission(LIMITS, () => now);
  for (let count = 0; count < 20; count += 1) expect(admit('127.0.0.1')).toBe(0);
  const waits = Array.from({ length: 1_000 }, () => admit('127.0.0.1'));
  expect(waits[0]).toBeGreaterThanOrEqual(1_000);
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
  expect(waits.at(-1)).toBe(30_000);
  now += 10_000;
  expect(admit('127.0.0.1')).toBe(0);
});

test('sends away who comes too often from one address, and takes no place from the others for it', () => {
  const admit = createAdmission(LIMITS, () => 0);
  const first = Array.from({ length: 100 }, () => admit('203.0.113.5'));
  expect(first.filter((wait) => wait === 0)).toHaveLength(10);
  expect(admit('203.0.113.6')).toBe(0);
});

test('counts an IPv6 address with its /64, and an IPv4 one however it is written', () => {
  const admit = createAdmission(LIMITS, () => 0);
  for (let count = 0; count < 10; count += 1) admit(`2001:db8::${count}`);
  expect(admit('2001:db8:0:0:ffff::1')).toBeGreaterThan(0);
  expect(admit('2001:db8:0:1::1')).toBe(0);
  for (let count = 0; count < 5; count += 1) admit('203.0.113.5');
  for (let count = 0; count < 5; count += 1) admit('::ffff:203.0.113.5');
  expect(admit('203.0.113.5')).toBeGreaterThan(0);
});

test('makes only so many new visitors of one address in an hour', async () => {
  let now = 0;
  const countLocally = createLocalUses(() => now);
  const admit = createNewcomerLimit({
    perHour: 5,
    isOwn: LIMITS.isOwn,
    countUse: async (key, windowMs) => countLocally(key, windowMs),
  });
  const comes = (address = '203.0.113.5') => admit(address);
  for (let count = 0; count < 5; count += 1) expect(await comes()).toBe(0);
  expect(await comes()).toBe(30_000);
  expect(await comes('203.0.113.6')).toBe(0);
  now += 3_599_500;
  expect(await comes()).toBe(1_000);
  now += 500;
  expect(await comes()).toBe(0);
});

test('remembers no more than 10,000 addresses', () => {
  const admit = createAdmission({ ...LIMITS, perSecond: 100_000 }, () => 0);
  const many = Array.from(
    { length: 10_000 },
    (_, n) => `203.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
  );
  for (let count = 0; count < 11; count += 1) admit('198.51.100.1');
  expect(admit('198.51.100.1')).toBeGreaterThan(0);
  for (const address of many) admit(address);
  expect(admit('198.51.100.1')).toBe(0);
});

test('tells a client beyond the rate when to come back, before it looks at the hello', async () => {
  const relay = await startTestRelay({
    demo: true,
    alone: true,
    env: { HELLOS_PER_SECOND: '1' },
  });
  onTestFinished(relay.stop);
  const site = await demoSiteKey(relay.url);
  const lines = await Promise.all(
    Array.from({ length: 8 }, () => openLine(relay.url, NAMES.visitorSocket, { origin })),
  );
  for (const line of lines) line.say(helloTo(site));
  const sentAway = lines.slice(3);
  for (const line of sentAway) {
    expect((await line.hear('goaway')).spread).toBeGreaterThanOrEqual(1_000);
    expect(await line.closed).toMatchObject({ code: CLOSES.busy.code });
  }
  const stream = await fetch(relay.url + NAMES.visitorStream, {
    method: 'POST',
    headers: { origin },
    body: JSON.stringify(helloTo(site)),
  });
  expect(stream.status).toBe(429);
  expect(Number(stream.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('limits new visitors of an address behind a proxy, and writes the address nowhere', async () => {
  const [crowded, other] = ['203.0.113.5', '203.0.113.6'];
  const relay = await spawnRelay({
    demo: true,
    env: { TRUST_PROXY: '1', NEW_VISITORS_PER_HOUR_AND_ADDRESS: '2', LOG_LEVEL: 'trace' },
  });
  onTestFinished(relay.stop);
  const site = await demoSiteKey(relay.url);
  async function comes(address: string, extra = {}) {
    const headers = { origin, 'x-forwarded-for': address };
    const line = await openLine(relay.url, NAMES.visitorSocket, headers);
    line.say(helloTo(site, extra));
    return line;
  }
  const [first] = [await comes(crowded), await comes(crowded)];
  const welcome = await first.hear('welcome');
  const third = await comes(crowded);
  expect((await third.hear('goaway')).spread).toBeGreaterThanOrEqual(1_000);
  expect(await third.closed).toMatchObject({ code: CLOSES.busy.code });

  const known = 'token' in welcome ? { token: welcome.token } : {};
  for (const line of [await comes(crowded, known), await comes(other)]) await line.hear('welcome');
  const metrics = await (await fetch(`${relay.url}/metrics`)).text();
  expect(metrics).toContain('counterbell_refusals_total{code="rate_limited"} 1');
  await relay.kill();
  for (const file of await readdir(relay.dataDir)) {
    expect(String(await readFile(join(relay.dataDir, file)))).not.toContain('203.0.113');
  }
  expect(relay.output()).not.toContain('203.0.113');
}, 20_000);

test('warns once of a proxy that it was not told of', async () => {
  const relay = await spawnRelay({ env: { LOG_LEVEL: 'warn' } });
  onTestFinished(relay.stop);
  for (const address of ['203.0.113.5', '203.0.113.6']) {
    await fetch(`${relay.url}/healthz`, { headers: { 'x-forwarded-for': address } });
  }
  expect(relay.output().match(/TRUST_PROXY/g)).toHaveLength(1);
}, 20_000);

test('P2 lets everybody in in the end, with what they wrote', { timeout: 30_000 }, async () => {
  const relay = await startTestRelay({ demo: true, env: { HELLOS_PER_SECOND: '5' } });
  onTestFinished(relay.stop);
  const visitors = await Promise.all(Array.from({ length: 25 }, () => headlessVisitor(relay.url)));
  for (const { client } of visitors) client.send({ kind: 'message', text: 'here I am' });
  await vi.waitFor(
    () => {
      for (const { client } of visitors) {
        expect(client.getState().view.items.length).toBeGreaterThan(0);
        expect(client.getState().pending).toEqual([]);
      }
    },
    { timeout: 25_000, interval: 50 },
  );
  for (const { client } of visitors) client.destroy();
});
