import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ChatId, OperatorId, SiteId, VisitorId } from '../../protocol/index.ts';
import type { Bus, Hint } from '../../server/bus/index.ts';

/** Opens a node of an installation. */
export type OpenNode = (installation: string) => Promise<Bus>;

const SOON = { timeout: 8_000, interval: 10 };

// Random UUIDs are what all these brands stand for.
const newChat = () => randomUUID() as ChatId;
const newOperator = () => randomUUID() as OperatorId;
const newVisitor = () => randomUUID() as VisitorId;
const sitesChanged: Hint = { type: 'sites' };

/** Opens nodes of one new installation, and closes them after the test. */
async function nodesOfOne(open: OpenNode, names: number): Promise<Bus[]> {
  const installation = randomUUID();
  const nodes = await Promise.all(Array.from({ length: names }, () => open(installation)));
  onTestFinished(async () => {
    await Promise.all(nodes.map((node) => node.close()));
  });
  return nodes;
}

function heardBy(bus: Bus): Hint[] {
  const heard: Hint[] = [];
  bus.subscribe((hint) => heard.push(hint));
  return heard;
}

/** What every engine must keep of the port for a node alone. */
export function busContract(open: OpenNode): void {
  const opened = async () => {
    const [bus] = await nodesOfOne(open, 1);
    if (!bus) throw new Error('no node was opened');
    return bus;
  };

  describe('a node', () => {
    test('tells its own listeners in their order before publish returns', async () => {
      const bus = await opened();
      const told: string[] = [];
      bus.subscribe(() => told.push('first'));
      const stop = bus.subscribe(() => told.push('second'));
      bus.publish(sitesChanged);
      expect(told).toEqual(['first', 'second']);
      stop();
      bus.publish(sitesChanged);
      expect(told).toEqual(['first', 'second', 'first']);
    });

    test('tells of an operator’s first and last line, and of no end of one that never began', async () => {
      const bus = await opened();
      const heard = heardBy(bus);
      const operator = newOperator();
      bus.presence.operatorLeft(operator);
      bus.presence.operatorCame(operator);
      bus.presence.operatorCame(operator);
      bus.presence.operatorLeft(operator);
      expect(bus.presence.nodesOf(operator)).toEqual([bus.node]);
      expect(heard).toEqual([{ type: 'presence', operator }]);
      bus.presence.operatorLeft(operator);
      expect(bus.presence.nodesOf(operator)).toEqual([]);
      expect(heard).toHaveLength(2);
    });

    test('knows at once which visitors have a line to it', async () => {
      const bus = await opened();
      const [here, gone, never] = [newVisitor(), newVisitor(), newVisitor()];
      bus.presence.visitorCame(here);
      bus.presence.visitorCame(gone);
      bus.presence.visitorLeft(gone);
      expect(await bus.presence.visitorsHere([here, gone, never])).toEqual(new Set([here]));
      expect(await bus.presence.visitorsHere([])).toEqual(new Set());
    });

    test('counts uses within a window that begins with the first, and then anew', async () => {
      const bus = await opened();
      const key = randomUUID();
      expect(await bus.countUse(key, 300)).toMatchObject({ count: 1 });
      const second = await bus.countUse(key, 300);
      expect(second.count).toBe(2);
      expect(second.leftMs).toBeGreaterThan(0);
      expect(second.leftMs).toBeLessThanOrEqual(300);
      expect((await bus.countUse(randomUUID(), 300)).count).toBe(1);
      await vi.waitFor(async () => expect((await bus.countUse(key, 300)).count).toBe(1), SOON);
    });

    test('is silent once it is closed, and lets its lines end', async () => {
      const bus = await opened();
      const heard = heardBy(bus);
      const operator = newOperator();
      bus.presence.operatorCame(operator);
      const told = heard.length;
      await bus.close();
      bus.publish(sitesChanged);
      bus.presence.operatorLeft(operator);
      expect(heard).toHaveLength(told);
      await bus.close();
    });
  });
}

/** What an engine that joins nodes must keep besides. */
export function joiningBusContract(open: OpenNode): void {
  const opened = (count: number) => nodesOfOne(open, count);

  describe('nodes of one installation', () => {
    test('hear one another’s hints once, whole, and their own no second time', async () => {
      const nodes = await opened(3);
      const heard = nodes.map(heardBy);
      const hints = oneOfEachKind();
      for (const hint of hints) nodes[0]?.publish(hint);
      await vi.waitFor(() => {
        for (const all of heard) expect(all).toHaveLength(hints.length);
      }, SOON);
      for (const all of heard) {
        expect(all.map(asText).sort()).toEqual(hints.map(asText).sort());
      }
    });

    test('hear a chat’s hints in the order in which a node publishes them', async () => {
      const [from, to] = await opened(2);
      const heard = to ? heardBy(to) : [];
      const chat = newChat();
      const hints = Array.from({ length: 300 }, (_, at) => typing(chat, String(at)));
      for (const hint of hints) from?.publish(hint);
      await vi.waitFor(() => expect(heard).toHaveLength(hints.length), SOON);
      expect(heard).toEqual(hints);
    });

    test('know an operator’s nodes in the same order, and tell when they change', async () => {
      const [one, other, third] = await opened(3);
      if (!one || !other || !third) throw new Error('three nodes were asked for');
      const heard = heardBy(third);
      const operator = newOperator();
      for (const node of [one, other]) node.presence.operatorCame(operator);
      const both = [one.node, other.node].sort();
      for (const node of [one, other, third]) {
        await vi.waitFor(() => expect(node.presence.nodesOf(operator)).toEqual(both), SOON);
      }
      expect(heard).toContainEqual({ type: 'presence', operator });
      heard.length = 0;
      for (const node of [one, other]) node.presence.operatorLeft(operator);
      await vi.waitFor(() => expect(third.presence.nodesOf(operator)).toEqual([]), SOON);
      expect(heard).toContainEqual({ type: 'presence', operator });
    });

    test('tell who is there to one that starts, without waiting for a beacon’s turn', async () => {
      const installation = randomUUID();
      const early = await open(installation);
      onTestFinished(() => early.close());
      const operator = newOperator();
      early.presence.operatorCame(operator);
      const late = await open(installation);
      onTestFinished(() => late.close());
      const quickly = { timeout: 150, interval: 5 };
      await vi.waitFor(
        () => expect(late.presence.nodesOf(operator)).toEqual([early.node]),
        quickly,
      );
      expect(late.otherNodes()).toEqual([early.node]);
      await vi.waitFor(() => expect(early.otherNodes()).toEqual([late.node]), quickly);
    });

    test('forget one that closes at once, and its people with it', async () => {
      const [stays, goes] = await opened(2);
      if (!stays || !goes) throw new Error('two nodes were asked for');
      const [operator, visitor] = [newOperator(), newVisitor()];
      goes.presence.operatorCame(operator);
      goes.presence.visitorCame(visitor);
      await vi.waitFor(async () => {
        expect(stays.presence.nodesOf(operator)).toEqual([goes.node]);
        expect(await stays.presence.visitorsHere([visitor])).toEqual(new Set([visitor]));
      }, SOON);
      await goes.close();
      const quickly = { timeout: 150, interval: 5 };
      await vi.waitFor(() => expect(stays.otherNodes()).toEqual([]), quickly);
      expect(stays.presence.nodesOf(operator)).toEqual([]);
      expect(await stays.presence.visitorsHere([visitor])).toEqual(new Set());
    });

    test('know the visitors of all', async () => {
      const [one, other] = await opened(2);
      if (!one || !other) throw new Error('two nodes were asked for');
      const visitors = Array.from({ length: 1_200 }, newVisitor);
      for (const visitor of visitors) one.presence.visitorCame(visitor);
      const asked = [newVisitor(), ...visitors];
      const here = async () => [...(await other.presence.visitorsHere(asked))].sort();
      await vi.waitFor(async () => expect(await here()).toEqual([...visitors].sort()), SOON);
      for (const visitor of visitors.slice(1)) one.presence.visitorLeft(visitor);
      await vi.waitFor(async () => expect(await here()).toEqual(visitors.slice(0, 1)), SOON);
    });

    test('count uses together', async () => {
      const [one, other] = await opened(2);
      if (!one || !other) throw new Error('two nodes were asked for');
      const counted: number[] = [];
      for (const node of [one, other, one, other]) {
        counted.push((await node.countUse('sign-in', 60_000)).count);
      }
      expect(counted).toEqual([1, 2, 3, 4]);
    });

    test('say that the bus is up', async () => {
      const nodes = await opened(2);
      expect(nodes.map((node) => node.state())).toEqual([{ name: 'up' }, { name: 'up' }]);
    });
  });

  test('installations on one server know nothing of one another', async () => {
    const [[one], [other]] = await Promise.all([opened(1), opened(1)]);
    if (!one || !other) throw new Error('two nodes were asked for');
    const [operator, visitor] = [newOperator(), newVisitor()];
    const heard = heardBy(other);
    one.presence.operatorCame(operator);
    one.presence.visitorCame(visitor);
    one.publish(sitesChanged);
    await one.countUse('sign-in', 60_000);
    // What comes later on the same way shows that the others would have come by now.
    const witness = await open('witness');
    onTestFinished(() => witness.close());
    expect(heard).toEqual([]);
    expect(other.otherNodes()).toEqual([]);
    expect(other.presence.nodesOf(operator)).toEqual([]);
    expect(await other.presence.visitorsHere([visitor])).toEqual(new Set());
    expect(await other.countUse('sign-in', 60_000)).toMatchObject({ count: 1 });
  });
}

function typing(chat: ChatId, from: string): Hint {
  return { type: 'typing', chat, visitor: newVisitor(), frame: '{}', from, role: 'visitor' };
}

function asText(hint: Hint): string {
  return JSON.stringify(Object.entries(hint).sort());
}

function oneOfEachKind(): Hint[] {
  const [chat, visitor, operator] = [newChat(), newVisitor(), newOperator()];
  const event = { seq: 2, prev: 1, toOperator: '{"a":"ü"}', visiblePrev: 0, toVisitor: null };
  const mark = { chat, visitor, role: 'visitor', seq: 3, frame: '{}' } as const;
  const site = randomUUID() as SiteId; // as above
  return [
    { type: 'events', chat, site, visitor, events: [event], moved: true },
    { type: 'chat', chat },
    typing(chat, 'tab'),
    { type: 'seen', ...mark },
    { type: 'delivered', ...mark },
    { type: 'presence', operator },
    { type: 'access', operator },
    { type: 'sites' },
    { type: 'addons' },
  ];
}
