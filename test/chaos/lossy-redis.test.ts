import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { lacks } from '../helpers/lacks.ts';
import { startRedisServer } from '../helpers/redis-server.ts';
import { createRandom } from '../helpers/seeded-random.ts';
import { waitUntil } from '../helpers/wait-until.ts';
import { whyNoRedis } from '../helpers/why-no-servers.ts';
import { openLossyRedis } from './lossy-redis.ts';

const SEED = 20_261_125;
const HINTS = 2_000;
const PROMISE = `loses three of ten hints and doubles one, and nothing else, seed ${SEED}`;

const hint = (number: number) =>
  JSON.stringify({ number, saying: { type: 'hint', text: 'ä\r\n' } });
const beacon = (number: number) => JSON.stringify({ number, saying: { type: 'beacon' } });

async function subscribed(protocol: 2 | 3) {
  const server = await startRedisServer();
  onTestFinished(() => server.stop());
  const lossy = await openLossyRedis(server.port, createRandom(SEED));
  onTestFinished(() => lossy.close());
  const [subscriber, publisher] = [new Redis(lossy.url, { protocol }), new Redis(lossy.url)];
  onTestFinished(() => {
    subscriber.disconnect();
    publisher.disconnect();
  });
  const heard: string[] = [];
  subscriber.on('smessage', (_channel, text: string) => heard.push(text));
  await subscriber.ssubscribe('channel');
  return { lossy, publisher, heard };
}

const missing = whyNoRedis();
if (missing !== undefined) lacks(missing, PROMISE);
else {
  test.for([2, 3] as const)(`${PROMISE}, in version %i of the protocol`, async (protocol) => {
    const { lossy, publisher, heard } = await subscribed(protocol);
    const said = Array.from({ length: HINTS }, (_, number) => [
      hint(number),
      beacon(number),
    ]).flat();
    const replies = await Promise.all(said.map((text) => publisher.spublish('channel', text)));
    expect(replies.every((receivers) => receivers === 1)).toBe(true);
    await publisher.spublish('channel', 'last');
    await waitUntil('everything came', 5_000, () => heard.at(-1) === 'last');
    const { passed, lost, doubled } = lossy.counts;
    expect(passed + lost + doubled).toBe(HINTS);
    expect(lost / HINTS).toBeCloseTo(0.3, 1);
    expect(doubled / HINTS).toBeCloseTo(0.1, 1);
    const hints = heard.filter((text) => text.includes('hint'));
    expect(hints).toHaveLength(passed + doubled * 2);
    expect(new Set(hints).size).toBe(passed + doubled);
    const others = heard.filter((text) => !text.includes('hint'));
    expect(others).toEqual([...said.filter((text) => !text.includes('hint')), 'last']);
  });
}
