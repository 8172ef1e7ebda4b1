import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createOutgoing, OutgoingRefused } from '../../../server/outgoing/index.ts';

const outgoing = createOutgoing({ allow: [], userAgent: 'Counterbell' });

describe('an address that is not public', () => {
  test.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://[::127.0.0.1]/',
    'http://[::7f00:1]/',
    'http://[::]/',
    'http://[fec0::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b::169.254.169.254]/',
    'http://[2001::7f00:1]/',
    'http://168.63.129.16/',
    'http://127.0.0.1./',
    'http://127.1/',
    'http://0177.0.0.1/',
    'http://１２７.0.0.1/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://192.88.99.1/',
    'http://[2002:7f00:1::]/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
  ])('is refused: %s', async (url) => {
    await expect(outgoing.request({ url })).rejects.toThrow(OutgoingRefused);
  });
});

test.each([
  'ftp://example.org/',
  'file:///etc/passwd',
  'javascript:1',
  'example.org',
  'http://me:pw@example.org/',
])('refuses an address of another kind: %s', async (url) => {
  await expect(outgoing.request({ url })).rejects.toThrow(OutgoingRefused);
});

test('reaches an address that the owner allowed, follows no redirect, and reads a bounded answer', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/away')
      response.writeHead(302, { location: 'http://10.0.0.1/' }).end('gone');
    else response.end('x'.repeat(200_000));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const allowed = createOutgoing({ allow: ['127.0.0.0/8'], userAgent: 'Counterbell' });
  const long = await allowed.request({ url: `http://127.0.0.1:${port}/` });
  expect(long.text.length).toBe(65_536);
  const away = await allowed.request({ url: `http://127.0.0.1:${port}/away` });
  expect(away.status).toBe(302);
  server.close();
});

test('ends when the time is up, or its caller ends it', async () => {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const allowed = createOutgoing({ allow: ['127.0.0.1'], userAgent: 'Counterbell' });
  await expect(allowed.request({ url, timeoutMs: 30 })).rejects.toThrow(/timeout/);
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(allowed.request({ url, signal })).rejects.toThrow('enough');
  server.closeAllConnections();
  server.close();
});
