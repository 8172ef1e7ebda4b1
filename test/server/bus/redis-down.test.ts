import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatId } from '../../../protocol/index.ts';
import type { Hint } from '../../../server/bus/index.ts';
import {
  type BusNode,
  eventually,
  newOperator,
  newVisitor,
  openNodes,
} from '../../helpers/bus-nodes.ts';
import { type RedisServer, startRedisServer } from '../../helpers/redis-server.ts';
import { hasService } from '../../helpers/services.ts';

const sitesChanged: Hint = { type: 'sites' };
const MEBIBYTE = 1_048_576;

describe.runIf(hasService('redis-server', 'a bus whose server goes away'))('a bus', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.stop());

  async function opened(): Promise<[BusNode, BusNode]> {
    const nodes = await openNodes(server.url);
    await eventually(() => {
      for (const { bus } of nodes) expect(bus.otherNodes()).toHaveLength(1);
    });
    return nodes;
  }

  test('is down while its server is away, and up again by itself', async () => {
    const [one, other] = await opened();
    const states: string[] = [];
    one.bus.onState(({ name }) => states.push(name));
    await server.kill();
    await Promise.all([one.is('down'), other.is('down')]);
    expect(one.bus.state()).toEqual({ name: 'down', since: expect.any(Number) });
    one.bus.publish(sitesChanged);
    expect(one.hints).toEqual([sitesChanged]);
    expect(one.losses.dropped).toBe(1);
    await eventually(() => expect(one.troubles[0]).toMatch(/^REDIS_URL: nothing listens at /));

    await server.start();
    await Promise.all([one.is('up'), other.is('up')]);
    expect(states).toEqual(['down', 'up']);
    expect(other.hints).toEqual([]);
    one.bus.publish({ type: 'sites' });
    await eventually(() => expect(other.hints).toEqual([{ type: 'sites' }]));
  });

  test('keeps whom it heard of while it is down, and tells nobody that they went or came', async () => {
    const [one, other] = await opened();
    const [operator, late, visitor] = [newOperator(), newOperator(), newVisitor()];
    one.bus.presence.operatorCame(operator);
    one.bus.presence.visitorCame(visitor);
    await eventually(() => expect(other.hints).toHaveLength(1));
    await server.kill();
    await Promise.all([one.is('down'), other.is('down')]);
    expect(other.bus.presence.nodesOf(operator)).toEqual([one.bus.node]);
    expect(await other.bus.presence.visitorsHere([visitor])).toEqual(new Set());
    expect(await one.bus.presence.visitorsHere([visitor])).toEqual(new Set([visitor]));
    one.bus.presence.operatorCame(late);

    await server.start();
    await eventually(() => expect(other.bus.presence.nodesOf(late)).toEqual([one.bus.node]));
    await eventually(async () => {
      expect(await other.bus.presence.visitorsHere([visitor])).toEqual(new Set([visitor]));
    });
    expect(other.hints).toEqual(
      [operator, late].map((one) => ({ type: 'presence', operator: one })),
    );
  });

  test('counts on with this node’s own uses while it is down', async () => {
    const [one, other] = await opened();
    await one.bus.countUse('sign-in', 60_000);
    await other.bus.countUse('sign-in', 60_000);
    expect(await one.bus.countUse('sign-in', 60_000)).toMatchObject({ count: 3 });
    await server.kill();
    await one.is('down');
    expect(await one.bus.countUse('sign-in', 60_000)).toMatchObject({ count: 3 });
    expect(await other.bus.countUse('sign-in', 60_000)).toMatchObject({ count: 2 });
    await server.start();
  });

  test('is down where its server hangs, and up again when it goes on', async () => {
    const [one, other] = await opened();
    const operator = newOperator();
    one.bus.presence.operatorCame(operator);
    await eventually(() => expect(other.hints).toHaveLength(1));
    server.pause();
    const asked = performance.now();
    expect(await one.bus.countUse('sign-in', 60_000)).toMatchObject({ count: 1 });
    expect(await one.bus.presence.visitorsHere([newVisitor()])).toEqual(new Set());
    expect(performance.now() - asked).toBeLessThan(1_500);
    await Promise.all([one.is('down'), other.is('down')]);
    expect(other.bus.presence.nodesOf(operator)).toEqual([one.bus.node]);

    server.resume();
    await Promise.all([one.is('up'), other.is('up')]);
    one.bus.publish(sitesChanged);
    await eventually(() => expect(other.hints).toContainEqual(sitesChanged));
    expect(other.hints).toEqual([{ type: 'presence', operator }, sitesChanged]);
  });

  test('drops hints instead of keeping them for a server that hangs', async () => {
    const [one] = await opened();
    server.pause();
    for (let sent = 0; sent < 20; sent += 1) one.bus.publish(largeHint());
    expect(one.hints).toHaveLength(20);
    expect(one.losses.dropped).toBeGreaterThanOrEqual(10);
    server.resume();
    await one.is('up');
  });

  test('closes promptly, whether its server is away or hangs', async () => {
    const [one, other] = await opened();
    server.pause();
    const hanging = performance.now();
    await one.bus.close();
    expect(performance.now() - hanging).toBeLessThan(1_000);
    server.resume();
    await server.kill();
    await other.is('down');
    const away = performance.now();
    await other.bus.close();
    expect(performance.now() - away).toBeLessThan(200);
    await server.start();
    expect(await server.ask('CLIENT', 'LIST')).not.toContain('name=counterbell');
  });
});

function largeHint(): Hint {
  const [chat, frame] = [randomUUID() as ChatId, 'x'.repeat(MEBIBYTE)]; // random, as a chat’s id is
  return { type: 'typing', chat, visitor: newVisitor(), frame, from: 'tab', role: 'visitor' };
}
