import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSES, NAMES } from '../../../protocol/index.ts';
import { becomeOwner, consoleApi, PASSWORD } from '../../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
const dead = 'x'.repeat(43);

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
});
afterAll(() => relay.stop());

const looks = (token: string) => consoleApi(relay.url).call('POST', '/links/look', { token });

test('says what brings a new link: another start while nobody owns the installation', async () => {
  const before = await looks(dead);
  expect([before.status, before.body.error.code]).toEqual([404, 'no_owner']);
  expect(before.body.error.message).toContain('started again');
});

test('refuses a password of spaces or of one letter, and names the field', async () => {
  const token = relay.ownerLink?.split('#')[1];
  for (const password of [' '.repeat(10), 'a'.repeat(30)]) {
    const input = { token, name: 'Olga', email: 'olga@example.org', password };
    const answer = await consoleApi(relay.url).call('POST', '/links/use', input);
    expect([answer.status, answer.body.error.field]).toEqual([400, 'password']);
  }
  expect(new Set(PASSWORD).size).toBeGreaterThan(4);
});

test('says what brings a new link: an owner, once there is one', async () => {
  await becomeOwner(relay);
  const after = await looks(dead);
  expect([after.status, after.body.error.code]).toEqual([404, 'not_found']);
});

test.each([NAMES.visitorSocket, NAMES.operatorSocket])(
  'closes a socket at %s that was opened without the subprotocol, and says so',
  async (path) => {
    const socket = new WebSocket(`${relay.url.replace('http', 'ws')}${path}`, {
      origin: relay.url,
    });
    const [code, reason] = await once(socket, 'close');
    expect([code, String(reason)]).toEqual([
      CLOSES.wrong_protocol.code,
      CLOSES.wrong_protocol.meaning,
    ]);
  },
);

test('leads from an example without its slash to the one with it', async () => {
  const answer = await fetch(`${relay.url}/demo/plain-page`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([308, '/demo/plain-page/']);
});
