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
import { type Held, whyReturned } from '../../../server/routing/choose-returns.ts';
import { createPools, isIn, type PoolsOf } from '../../../server/routing/pools.ts';
import type { Random } from '../../helpers/seeded-random.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const TICK_MS = 10 * SECOND_MS;
const DAY_MS = 10 * HOUR_MS;

type State = 'queued' | 'assigned' | 'active' | 'closed';

interface DayChat extends Unserved {
  state: State;
  operator_id: OperatorId | null;
  since: number;
  /** How long it takes once it is accepted. */
  readonly workMs: number;
  /** When it began to wait. */
  waiting_since: number;
  resting: OperatorId[];
  restingUntil: number;
  group_id: GroupId | null;
}

interface DayOperator extends Candidate {
  chats: number;
  lastAssignedAt: number;
  readonly from: number;
  readonly to: number;
  /** Does not look at what is offered to them until then. */
  awayUntil: number;
}

/** What came of a day. */
export interface Day {
  readonly closed: number;
  readonly transferred: number;
  readonly missed: number;
  /** Sentences on whatever the rules forbid. */
  readonly breaches: readonly string[];
  readonly longestWaitMs: number;
}

/** Lives through ten hours: chats come, are offered, missed, accepted, transferred and closed, by the relay's own rules. */
export function liveThroughDay(random: Random, chatCount: number, operatorCount: number): Day {
  const groups = makeGroups(operatorCount);
  const poolsOf = createPools(groups);
  const operators = Array.from({ length: operatorCount }, (_, nth) => makeOperator(random, nth));
  const coming = Array.from({ length: chatCount }, (_, nth) => makeChat(random, nth)).sort(
    (a, b) => a.since - b.since,
  );
  const open = new Set<DayChat>();
  const breaches: string[] = [];
  let [closed, transferred, missed, longestWaitMs] = [0, 0, 0, 0];

  function give(chat: DayChat, operator: DayOperator, at: number): void {
    if (operator.chats >= operator.limit) breaches.push(`${operator.id} has more than their limit`);
    if (!isIn(poolsOf(chat), operator.id)) breaches.push(`${operator.id} is not in the group`);
    operator.chats += 1;
    operator.lastAssignedAt = at;
    Object.assign(chat, { state: 'assigned', operator_id: operator.id, since: at });
  }

  function take(chat: DayChat, state: 'queued' | 'closed', at: number): void {
    const operator = operators.find(({ id }) => id === chat.operator_id);
    if (operator) operator.chats -= 1;
    const waiting_since = chat.state === 'assigned' ? chat.waiting_since : at;
    Object.assign(chat, { state, operator_id: null, since: at, waiting_since });
  }

  function tick(at: number): void {
    for (const operator of operators) {
      if (random.below(2_000) === 0) operator.awayUntil = at + 5 * MINUTE_MS;
    }
    const isHere = (one: DayOperator) => one.from <= at && at < one.to;
    for (const chat of open) attend(chat, at, isHere);
    const waiting = [...open].filter(({ state }) => state === 'queued');
    const here = operators.filter(isHere);
    for (const chat of waiting) if (chat.restingUntil <= at) chat.resting = [];
    for (const { chat: id, to } of chooseOffers(waiting, here, poolsOf, { at })) {
      const chat = waiting.find((one) => one.id === id);
      const operator = here.find((one) => one.id === to.id);
      if (chat && operator) give(chat, operator, at);
    }
    noteIdlers(waiting, here, poolsOf);
  }

  function attend(chat: DayChat, at: number, isHere: (one: DayOperator) => boolean): void {
    const operator = operators.find(({ id }) => id === chat.operator_id);
    if (!operator) return;
    const state = chat.state === 'assigned' ? 'assigned' : 'active';
    const held: Held = { ...chat, state, operator_id: operator.id, offeredForMs: at - chat.since };
    const goneForMs = Math.max(0, at - operator.to);
    const holder = {
      online: goneForMs === 0,
      hasTurnedAway: !isHere(operator),
      goneForMs,
      usedAgoMs: Number.POSITIVE_INFINITY,
    };
    const why = whyReturned(held, holder, poolsOf);
    if (typeof why === 'string') {
      take(chat, 'queued', at);
      if (why !== 'not_accepted') return;
      missed += 1;
      chat.resting.push(operator.id);
      chat.restingUntil = at + MINUTE_MS;
    } else if (state === 'assigned' && at >= operator.awayUntil) {
      longestWaitMs = Math.max(longestWaitMs, at - chat.waiting_since);
      Object.assign(chat, { state: 'active', since: at });
    } else if (state === 'active' && random.below(1_000) === 0) {
      const target = groups[random.below(groups.length)];
      take(chat, 'queued', at);
      chat.group_id = target?.id ?? null;
      transferred += 1;
    } else if (state === 'active' && at >= chat.since + chat.workMs) {
      take(chat, 'closed', at);
      open.delete(chat);
      closed += 1;
    }
  }

  /** Nobody waits while somebody fitting is free. */
  function noteIdlers(waiting: DayChat[], here: DayOperator[], pools: PoolsOf): void {
    for (const chat of waiting.filter(({ state }) => state === 'queued')) {
      const idler = here.find(
        (one) =>
          one.chats < one.limit && isIn(pools(chat), one.id) && !chat.resting.includes(one.id),
      );
      if (idler) breaches.push(`${chat.id} waits while ${idler.id} is free`);
    }
  }

  for (let at = 0; at < DAY_MS || open.size > 0; at += TICK_MS) {
    if (at > 3 * DAY_MS) throw new Error(`${open.size} chats are never answered`);
    while (coming[0] && coming[0].since <= at) {
      const [next] = coming.splice(0, 1);
      if (next) open.add(next);
    }
    tick(at);
  }
  return { closed, transferred, missed, breaches, longestWaitMs };
}

/** Sales and support, which share some people; the third group gets only what is transferred to it. */
function makeGroups(operatorCount: number): Group[] {
  const ids = Array.from({ length: operatorCount }, (_, nth) => operatorId(nth));
  const times = { acceptSeconds: 60, missLimit: null, keepMinutes: 5 };
  const group = (nth: number, change: Partial<Group>): Group => ({
    id: `group-${nth}` as GroupId,
    name: `Group ${nth}`,
    members: [],
    sites: [],
    rule: 'leastBusy',
    priority: 'normal',
    ...times,
    ...change,
  });
  return [
    group(0, {
      members: ids.filter((_, nth) => nth % 2 === 0),
      sites: [siteId(0)],
      priority: 'high',
    }),
    group(1, {
      members: ids.filter((_, nth) => nth % 3 !== 0),
      sites: [siteId(1)],
      rule: 'roundRobin',
    }),
    group(2, { members: ids.slice(-3), priority: 'low' }),
  ];
}

/** Works from morning, noon or afternoon on; the last ones stay until all is done. */
function makeOperator(random: Random, nth: number): DayOperator {
  const from = random.below(3) * HOUR_MS;
  const to = nth % 3 === 2 ? 10 * DAY_MS : from + 7 * HOUR_MS;
  const at = { from: nth % 3 === 2 ? 0 : from, to, awayUntil: 0 };
  return {
    id: operatorId(nth),
    name: '',
    chats: 0,
    limit: 3 + (nth % 4),
    lastAssignedAt: 0,
    ...at,
  };
}

function makeChat(random: Random, nth: number): DayChat {
  const since = random.below(DAY_MS);
  return {
    id: `chat-${String(nth).padStart(5, '0')}` as ChatId,
    site_id: siteId(random.below(3)),
    group_id: null,
    visitor_id: `visitor-${nth}` as VisitorId,
    waiting_since: since,
    isQueued: true,
    resting: [],
    restingUntil: 0,
    familiar: random.below(4) === 0 ? operatorId(random.below(20)) : null,
    state: 'queued',
    operator_id: null,
    since,
    workMs: MINUTE_MS + random.below(14 * MINUTE_MS),
  };
}

const operatorId = (nth: number) => `operator-${String(nth).padStart(2, '0')}` as OperatorId;
const siteId = (nth: number) => `site-${nth}` as SiteId;
