import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually, openNodes } from '../../helpers/bus-nodes.ts';
import { type RedisServer, startRedisServer } from '../../helpers/redis-server.ts';
import { hasService } from '../../helpers/services.ts';

const from = randomUUID();
const saying = { type: 'hint', hint: { type: 'sites' } };

describe.runIf(hasService('redis-server', 'strange messages'))('a bus', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.stop());

  test('ignores what is no message, counts it, and goes on', async () => {
    const [one, other] = await openNodes(server.url);
    const channel = await channelOf(server);
    const strange = [
      '',
      'hello',
      'null',
      '[]',
      '{',
      '['.repeat(50_000),
      '{"__proto__":{"from":"x"}}',
      JSON.stringify({ from, number: 1 }),
      JSON.stringify({ from: 'me', number: 1, saying }),
      JSON.stringify({ from, number: -1, saying }),
      JSON.stringify({ from, number: '1', saying }),
      JSON.stringify({ from, number: 1, saying: { type: 'dances' } }),
      JSON.stringify({ from, number: 1, saying: { type: 'beacon', operators: 'all' } }),
      JSON.stringify({ from, number: 1, saying: { type: 'beacon', operators: [{}] } }),
      JSON.stringify({ from, number: 1, saying: { type: 'hint', hint: { type: 'later' } } }),
      JSON.stringify({ from, number: 1, saying: { type: 'hint', hint: { type: 'chat' } } }),
      JSON.stringify({ from, number: 1, saying: { type: 'hint', hint: null } }),
    ];
    for (const text of strange) await server.ask('SPUBLISH', channel, text);
    await server.ask('SPUBLISH', `${channel}:other`, 'hello');
    one.bus.publish({ type: 'sites' });
    await eventually(() => expect(other.hints).toEqual([{ type: 'sites' }]));
    expect(other.losses).toEqual({ dropped: 0, missed: 0, malformed: strange.length });
    expect(one.losses.malformed).toBe(strange.length);
    expect(other.bus.otherNodes()).toEqual([one.bus.node]);
  });

  test('takes a message that says more than it knows of', async () => {
    const [one] = await openNodes(server.url);
    const later = { from, number: 1, saying: { ...saying, mood: 'good' }, version: 9 };
    await server.ask('SPUBLISH', await channelOf(server), JSON.stringify(later));
    await eventually(() => expect(one.hints).toEqual([{ type: 'sites' }]));
  });
});

/** The channel of the only installation that is there. */
async function channelOf(server: RedisServer): Promise<string> {
  const channels = await server.ask('PUBSUB', 'SHARDCHANNELS');
  const [channel] = Array.isArray(channels) ? channels : [];
  expect(channels).toHaveLength(1);
  return String(channel);
}
