import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ChatId } from '../../../protocol/index.ts';
import { eventually, newOperator, newVisitor, openNodes } from '../../helpers/bus-nodes.ts';
import {
  type RedisCluster,
  startRedisCluster,
  startRedisSentinel,
} from '../../helpers/redis-groups.ts';
import type { RedisServer } from '../../helpers/redis-server.ts';
import { hasService } from '../../helpers/services.ts';

const LONG = { timeout: 40_000 };

describe.runIf(hasService('redis-server', 'sentinels'))('a bus by sentinels', () => {
  test.each([
    { fault: 'dies', strike: (master: RedisServer) => master.kill() },
    { fault: 'hangs', strike: (master: RedisServer) => master.pause() },
  ])('follows them to the replica when the master $fault', LONG, async ({ strike }) => {
    const sentinel = await startRedisSentinel();
    onTestFinished(() => sentinel.stop());
    const [one, other] = await openNodes(sentinel.url);
    const [operator, visitor] = [newOperator(), newVisitor()];
    one.bus.presence.operatorCame(operator);
    one.bus.presence.visitorCame(visitor);
    await eventually(() => expect(other.hints).toHaveLength(1));

    await strike(sentinel.master);
    await Promise.all([one.is('down'), other.is('down')]);
    await Promise.all([one.is('up'), other.is('up')]);
    expect(String(await sentinel.replica.ask('INFO', 'replication'))).toContain('role:master');
    one.bus.publish({ type: 'sites' });
    await eventually(() => expect(other.hints).toContainEqual({ type: 'sites' }));
    expect(other.hints).toEqual([{ type: 'presence', operator }, { type: 'sites' }]);
    await eventually(async () => {
      expect(await other.bus.presence.visitorsHere([visitor])).toEqual(new Set([visitor]));
    });
  });
});

describe.runIf(hasService('redis-server', 'clusters'))('a bus by a cluster', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  }, LONG.timeout);
  afterAll(() => cluster.stop());

  test('gives every master its share of the load', async () => {
    const [one, other] = await openNodes(cluster.url);
    const before = await Promise.all(cluster.masters.map(published));
    const chats = newChats(600);
    for (const chat of chats) one.bus.publish({ type: 'chat', chat });
    await eventually(() => expect(other.hints).toHaveLength(chats.length));
    const after = await Promise.all(cluster.masters.map(published));
    for (const [at, count] of after.entries()) {
      expect(count - (before[at] ?? 0)).toBeGreaterThan(chats.length / 5);
    }
  });

  test('is down while a master is away, and up again when it is back', LONG, async () => {
    const [one, other] = await openNodes(cluster.url);
    const operator = newOperator();
    one.bus.presence.operatorCame(operator);
    await eventually(() => expect(other.hints).toHaveLength(1));
    const [, master] = cluster.masters;
    await master?.kill();
    await Promise.all([one.is('down'), other.is('down')]);
    await master?.start();
    await Promise.all([one.is('up'), other.is('up')]);
    const chats = newChats(100);
    for (const chat of chats) one.bus.publish({ type: 'chat', chat });
    await eventually(() => expect(other.hints).toHaveLength(1 + chats.length));
    expect(other.bus.presence.nodesOf(operator)).toEqual([one.bus.node]);
  });
});

// Random UUIDs are what the brand stands for.
function newChats(count: number): ChatId[] {
  return Array.from({ length: count }, () => randomUUID() as ChatId);
}

async function published(server: RedisServer): Promise<number> {
  const stats = String(await server.ask('INFO', 'commandstats'));
  return Number(/cmdstat_spublish:calls=(\d+)/.exec(stats)?.[1] ?? 0);
}
