import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  ChatId,
  Group,
  GroupId,
  OperatorId,
  SiteId,
  VisitorId,
} from '../../../protocol/index.ts';
import { chooseOffers, type Unserved } from '../../../server/routing/choose-offers.ts';
import type { Candidate } from '../../../server/routing/choose-operator.ts';
import { createPools, isIn } from '../../../server/routing/pools.ts';
import { inOrder } from '../../../server/routing/queue-order.ts';

const MINUTE_MS = 60_000;
const NOW = { at: 1_000 * MINUTE_MS };
const operatorId = (nth: number) => `operator-${nth}` as OperatorId;
const groupId = (nth: number) => `group-${nth}` as GroupId;
const siteId = (nth: number) => `site-${nth}` as SiteId;

function group(nth: number, change: Partial<Group> = {}): Group {
  const defaults = { rule: 'leastBusy', priority: 'normal' } as const;
  const times = { acceptSeconds: 60, missLimit: 3, keepMinutes: 5 };
  return { id: groupId(nth), name: '', members: [], sites: [], ...defaults, ...times, ...change };
}

function operator(nth: number, change: Partial<Candidate> = {}): Candidate {
  return { id: operatorId(nth), name: '', chats: 0, limit: 6, lastAssignedAt: 0, ...change };
}

function chat(nth: number, change: Partial<Unserved> = {}): Unserved {
  return {
    id: `chat-${nth}` as ChatId,
    site_id: siteId(0),
    group_id: null,
    visitor_id: `visitor-${nth}` as VisitorId,
    waiting_since: nth,
    isQueued: true,
    resting: [],
    familiar: null,
    ...change,
  };
}

const OPERATORS = 6;
const someIds = fc.uniqueArray(fc.nat(OPERATORS - 1).map(operatorId));
const someGroups = fc
  .array(
    fc.record({
      rule: fc.constantFrom('leastBusy' as const, 'roundRobin' as const),
      priority: fc.constantFrom('low' as const, 'normal' as const, 'high' as const),
      members: someIds,
      sites: fc.uniqueArray(fc.nat(2).map(siteId)),
    }),
    { maxLength: 4 },
  )
  .map((list) => list.map((one, nth) => group(nth, one)));
const someOperators = fc
  .array(
    fc.record({
      chats: fc.nat(4),
      limit: fc.integer({ min: 1, max: 4 }),
      lastAssignedAt: fc.nat(9),
    }),
    { maxLength: OPERATORS },
  )
  .map((list) => list.map((one, nth) => operator(nth, one)));
const someChats = fc
  .array(
    fc.record({
      site_id: fc.nat(2).map(siteId),
      group_id: fc.option(fc.nat(4).map(groupId)),
      waiting_since: fc.nat(20 * MINUTE_MS),
      isQueued: fc.boolean(),
      resting: someIds,
      familiar: fc.option(fc.nat(OPERATORS).map(operatorId)),
    }),
    { maxLength: 20 },
  )
  .map((list) => list.map((one, nth) => chat(nth, one)));

describe('routing, whatever waits and whoever is there,', () => {
  function holds(
    promise: (all: {
      chats: Unserved[];
      operators: Candidate[];
      groups: Group[];
      offered: ReturnType<typeof chooseOffers<Candidate>>;
      loadOf: (one: Candidate) => number;
    }) => void,
  ) {
    fc.assert(
      fc.property(someChats, someOperators, someGroups, (chats, operators, groups) => {
        const offered = chooseOffers(chats, operators, createPools(groups), NOW);
        const loadOf = ({ id, chats: had }: Candidate) =>
          had + offered.filter(({ to }) => to.id === id).length;
        promise({ chats, operators, groups, offered, loadOf });
      }),
      { seed: 3, numRuns: 500 },
    );
  }

  test('gives nobody more than their limit, and no chat to two', () => {
    holds(({ operators, offered, loadOf }) => {
      for (const one of operators) {
        expect(loadOf(one)).toBeLessThanOrEqual(Math.max(one.limit, one.chats));
      }
      expect(new Set(offered.map(({ chat: id }) => id)).size).toBe(offered.length);
    });
  });

  test('gives nobody outside the group its chats, and nobody one that they let pass just now', () => {
    holds(({ chats, groups, offered }) => {
      for (const { chat: id, to } of offered) {
        const one = chats.find((other) => other.id === id);
        if (!one) throw new Error('an unknown chat was offered');
        expect(isIn(createPools(groups)(one), to.id)).toBe(true);
        expect(one.resting).not.toContain(to.id);
      }
    });
  });

  test('lets nobody wait while somebody fitting is free', () => {
    holds(({ chats, operators, groups, offered, loadOf }) => {
      for (const one of chats.filter(({ isQueued }) => isQueued)) {
        if (offered.some(({ chat: id }) => id === one.id)) continue;
        const pools = createPools(groups)(one);
        const fitting = operators.filter(({ id }) => isIn(pools, id) && !one.resting.includes(id));
        for (const idle of fitting) expect(loadOf(idle)).toBeGreaterThanOrEqual(idle.limit);
      }
    });
  });

  test('never gives the last place of somebody who has chats to a message that was left', () => {
    holds(({ chats, operators, offered, loadOf }) => {
      const left = new Set(chats.filter(({ isQueued }) => !isQueued).map(({ id }) => id));
      for (const one of operators) {
        const last = offered.filter(({ to }) => to.id === one.id).at(-1);
        if (last && left.has(last.chat) && loadOf(one) > 1) {
          expect(loadOf(one)).toBeLessThan(one.limit);
        }
      }
    });
  });

  test('chooses alike on every node, in whichever order its database answers', () => {
    holds(({ chats, operators, groups, offered }) => {
      const again = chooseOffers(
        [...chats].reverse(),
        [...operators].reverse(),
        createPools(groups),
        NOW,
      );
      expect(again.map(({ chat: id, to }) => [id, to.id])).toEqual(
        offered.map(({ chat: id, to }) => [id, to.id]),
      );
    });
  });
});

describe('routing', () => {
  test('asks the group of higher priority first, and the next one where nobody there has room', () => {
    const first = group(0, { members: [operatorId(0)], sites: [siteId(0)], priority: 'high' });
    const backup = group(1, { members: [operatorId(1)], sites: [siteId(0)] });
    const pools = createPools([backup, first]);
    const given = chooseOffers(
      [chat(1), chat(2)],
      [operator(0, { limit: 1 }), operator(1)],
      pools,
      NOW,
    );
    expect(given.map(({ to }) => to.id)).toEqual([operatorId(0), operatorId(1)]);
  });

  test('takes turns in a group that says so, and looks for the fewest chats in others', () => {
    const members = [operatorId(0), operatorId(1)];
    const busy = [operator(0, { chats: 3, lastAssignedAt: 1 }), operator(1, { lastAssignedAt: 2 })];
    const by = (rule: Group['rule']) =>
      chooseOffers(
        [chat(1)],
        busy,
        createPools([group(0, { members, sites: [siteId(0)], rule })]),
        NOW,
      );
    expect(by('roundRobin')).toMatchObject([{ to: { id: operatorId(0) }, reason: 'next_in_turn' }]);
    expect(by('leastBusy')).toMatchObject([{ to: { id: operatorId(1) }, reason: 'fewest_chats' }]);
  });

  test('gives a visitor who comes back whom they know, where these have room', () => {
    const known = chat(1, { familiar: operatorId(0) });
    const everybody = createPools([]);
    const offered = (chats: number) =>
      chooseOffers([known], [operator(0, { chats }), operator(1)], everybody, NOW)[0];
    expect(offered(5)).toMatchObject({ to: { id: operatorId(0) }, reason: 'returning_visitor' });
    expect(offered(6)).toMatchObject({ to: { id: operatorId(1) }, reason: 'fewest_chats' });
  });

  test('serves with everybody a site that only a group without members serves', () => {
    const pools = createPools([group(0, { sites: [siteId(0)] })]);
    expect(chooseOffers([chat(1)], [operator(0)], pools, NOW)).toHaveLength(1);
    const own = chat(2, { group_id: groupId(0) });
    expect(chooseOffers([own], [operator(0)], pools, NOW)).toHaveLength(1);
  });

  test('lets a chat of high priority pass those that came less than five minutes before it, and no others', () => {
    const members = [operatorId(0)];
    const high = group(0, { members, sites: [siteId(1)], priority: 'high' });
    const pools = createPools([high]);
    const urgent = chat(1, { site_id: siteId(1), waiting_since: 10 * MINUTE_MS });
    const recent = chat(2, { waiting_since: 6 * MINUTE_MS });
    const patient = chat(3, { waiting_since: 4 * MINUTE_MS });
    const order = inOrder([recent, urgent, patient], pools).map(({ id }) => id);
    expect(order).toEqual([patient.id, urgent.id, recent.id]);
  });
});
