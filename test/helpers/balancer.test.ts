import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { type Balancer, openBalancer } from './balancer.ts';

/** Says its name to whoever connects. */
async function relayNamed(name: string): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.end(name)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');
  return { server, port: address.port };
}

async function threeRelays() {
  const relays = [await relayNamed('a'), await relayNamed('b'), await relayNamed('c')] as const;
  const balancer = await openBalancer(relays.map(({ port }) => port));
  onTestFinished(() => balancer.close());
  return { relays, balancer };
}

/** Who answers so many connections, one after another; '' where nobody does. */
async function answers(balancer: Balancer, count: number): Promise<string> {
  let names = '';
  for (let one = 0; one < count; one += 1) {
    names += await text(connect(balancer.port, '127.0.0.1'));
  }
  return names;
}

test('gives connections to its relays in turn', async () => {
  const { relays, balancer } = await threeRelays();
  expect(await answers(balancer, 6)).toBe('abcabc');
  expect([...balancer.given]).toEqual(relays.map(({ port }) => [port, 2]));
});

test('passes over a relay that refuses connections', async () => {
  const { relays, balancer } = await threeRelays();
  relays[1].server.close();
  await once(relays[1].server, 'close');
  expect(await answers(balancer, 6)).toBe('accacc');
});

test('gives a relay nothing while it is taken out', async () => {
  const { relays, balancer } = await threeRelays();
  balancer.takeOut(relays[0].port);
  expect(await answers(balancer, 4)).toBe('bcbc');
  balancer.putIn(relays[0].port);
  expect((await answers(balancer, 3)).split('').sort().join('')).toBe('abc');
});

test('cuts connections that no relay takes', async () => {
  const { relays, balancer } = await threeRelays();
  for (const { port } of relays) balancer.takeOut(port);
  expect(await answers(balancer, 1)).toBe('');
});
