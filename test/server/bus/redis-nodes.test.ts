import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { BEAT_MS, eventually, newOperator, newVisitor, openNode } from '../../helpers/bus-nodes.ts';
import { type RedisServer, startRedisServer } from '../../helpers/redis-server.ts';
import { hasService } from '../../helpers/services.ts';
import { openTcpGate } from '../../helpers/tcp-gate.ts';

describe.runIf(hasService('redis-server', 'nodes that die or are cut off'))('nodes', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.stop());

  /** A node with an operator and a visitor, and one behind a network of ours; both heard each other. */
  async function opened() {
    const installation = randomUUID();
    const gate = await openTcpGate(server.port);
    onTestFinished(() => gate.close());
    const [near, far] = await Promise.all([
      openNode(server.url, installation),
      openNode(`redis://127.0.0.1:${gate.port}`, installation),
    ]);
    await eventually(() => {
      for (const { bus } of [near, far]) expect(bus.otherNodes()).toHaveLength(1);
    });
    return { near, far, gate };
  }

  test('forget one that dies after five beats, and its people with it', async () => {
    const { near, far, gate } = await opened();
    const [operator, visitor] = [newOperator(), newVisitor()];
    far.bus.presence.operatorCame(operator);
    far.bus.presence.visitorCame(visitor);
    await eventually(async () => {
      expect(near.bus.presence.nodesOf(operator)).toEqual([far.bus.node]);
      expect(await near.bus.presence.visitorsHere([visitor])).toEqual(new Set([visitor]));
    });
    near.hints.length = 0;
    const died = performance.now();
    gate.cut();
    await eventually(() => expect(near.bus.otherNodes()).toEqual([]));
    const tookMs = performance.now() - died;
    expect(tookMs).toBeGreaterThan(3.5 * BEAT_MS);
    expect(tookMs).toBeLessThan(9 * BEAT_MS);
    expect(near.hints).toEqual([{ type: 'presence', operator }]);
    expect(near.bus.presence.nodesOf(operator)).toEqual([]);
    expect(await near.bus.presence.visitorsHere([visitor])).toEqual(new Set());
  });

  test('do not let people flicker where beacons are late', async () => {
    const { near, far, gate } = await opened();
    const operator = newOperator();
    far.bus.presence.operatorCame(operator);
    await eventually(() => expect(near.hints).toHaveLength(1));
    gate.hold();
    await said(3);
    gate.release();
    await said(12);
    expect(near.hints).toHaveLength(1);
    expect(far.bus.state()).toEqual({ name: 'up' });
  });

  test('forget nobody for having been deaf themselves', async () => {
    const { near, far, gate } = await opened();
    const operator = newOperator();
    near.bus.presence.operatorCame(operator);
    await eventually(() => expect(far.hints).toHaveLength(1));
    gate.hold();
    await far.is('down');
    expect(far.bus.presence.nodesOf(operator)).toEqual([near.bus.node]);
    await eventually(() => expect(near.bus.otherNodes()).toEqual([]));
    gate.release();
    await far.is('up');
    await said(12);
    expect(far.bus.presence.nodesOf(operator)).toEqual([near.bus.node]);
    expect(far.hints).toHaveLength(1);
    expect(near.bus.otherNodes()).toEqual([far.bus.node]);
  });

  /** Waits until the nodes said so many things more on the server: one each in every beat. */
  async function said(count: number): Promise<void> {
    const before = await sayings();
    await eventually(async () => expect(await sayings()).toBeGreaterThanOrEqual(before + count));
  }

  async function sayings(): Promise<number> {
    const stats = String(await server.ask('INFO', 'commandstats'));
    return Number(/cmdstat_spublish:calls=(\d+)/.exec(stats)?.[1]);
  }
});
