import { expect, onTestFinished, test, vi } from 'vitest';
import { CLOSES, NAMES } from '../../../protocol/index.ts';
import { createAdmission } from '../../../server/realtime/admission.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { helloTo, openLine } from '../../helpers/frame-line.ts';
import { headlessVisitor } from '../../helpers/headless-visitor.ts';
import { startTestRelay } from '../../helpers/start-relay.ts';

const origin = 'http://localhost';

test('sends clients away for the longer the more come at once, and forgets them after a second', () => {
  let now = 0;
  const { admit } = createAdmission(10, () => now);
  for (let count = 0; count < 20; count += 1) expect(admit()).toBe(0);
  const waits = Array.from({ length: 1_000 }, admit);
  expect(waits[0]).toBeGreaterThanOrEqual(1_000);
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
  expect(waits.at(-1)).toBe(30_000);
  now += 10_000;
  expect(admit()).toBe(0);
});

test('tells a client beyond the rate when to come back, before it looks at the hello', async () => {
  const relay = await startTestRelay({ demo: true, env: { HELLOS_PER_SECOND: '1' } });
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
