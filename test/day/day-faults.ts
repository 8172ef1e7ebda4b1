import type { EventBody, OperatorId } from '../../protocol/index.ts';
import type { LoggedEvent } from './day-entries.ts';
import { isFor, isLeft } from './day-queue.ts';
import { familiarOf, type World, type WorldChat, type WorldOperator } from './day-world.ts';

type Queued = Extract<EventBody, { kind: 'queued' }>;
type Assigned = Extract<EventBody, { kind: 'assigned' }>;

/** Clocks of the same speed are read at moments that lie a little apart. */
const SLACK_MS = 1_000;
/** How long a chat is offered where no group says otherwise. */
const OFFERED_S = 60;

/** Why an event may not follow where its chat and its people stand. */
export interface Fault {
  readonly why: string;
  /** Who must have been there for it to be one: what they noted of themselves may stand a little later in the log. */
  readonly ifHere?: WorldOperator;
}

type Found = Fault | string | undefined;

/** `bound` is how many events late the relay may know of people. */
export function faultOf(
  world: World,
  chat: WorldChat,
  event: LoggedEvent,
  bound: number,
): Fault | undefined {
  const found = faultOfStep(chat, event) ?? faultOfRouting(world, chat, event, bound);
  return typeof found === 'string' ? { why: found } : found;
}

/** Faults that follow from who is there, too. */
function faultOfRouting(
  world: World,
  chat: WorldChat,
  { body, at }: LoggedEvent,
  bound: number,
): Found {
  switch (body.kind) {
    case 'queued':
      return faultOfQueued(world, chat, body, at, bound);
    case 'assigned':
      return body.reason
        ? faultOfOffer(world, chat, body, bound)
        : faultOfGiven(world, chat, body.operator.id, bound);
    default:
      return undefined;
  }
}

/** Faults that follow from the chat alone. */
function faultOfStep(chat: WorldChat, { body, seq, by }: LoggedEvent): string | undefined {
  const { state } = chat.status;
  if (seq !== chat.seq + 1) return `${chat.seq + 1} belongs there`;
  switch (body.kind) {
    case 'joined':
      return chat.offered.has(body.operator.id)
        ? undefined
        : 'accepted by somebody it was never offered to';
    case 'closed':
      return faultOfClosed(chat, body);
    case 'transferred':
      return by === 'operator' ? undefined : `transferred by a ${by}`;
    case 'reopened':
      return state === 'closed' ? undefined : `reopened while ${state}`;
    default:
      return state === 'closed' ? `${body.kind} while closed` : undefined;
  }
}

function faultOfQueued(
  world: World,
  chat: WorldChat,
  { offline, reason }: Queued,
  at: number,
  bound: number,
): Found {
  const { state, operator } = chat.status;
  if (reason) return faultOfReturn(world, chat, reason, at, bound);
  if (chat.givenTo !== null) {
    return chat.givenTo === chat.group ? undefined : 'queued after it was given to somebody';
  }
  if (state !== 'unanswered') return `queued without a reason while ${state}, ${operator?.name}`;
  if (!offline) return undefined;
  const there = [...world.people.values()].find(
    (one) => isSurely(world, one, 'here', bound) && world.lineOf(chat).serves(one.id),
  );
  return there && { why: `left as a message while ${there.id} is there`, ifHere: there };
}

function faultOfReturn(
  world: World,
  chat: WorldChat,
  reason: NonNullable<Queued['reason']>,
  at: number,
  bound: number,
): Found {
  const { state, operator } = chat.status;
  if (!operator || (state !== 'assigned' && state !== 'active')) return `taken back while ${state}`;
  if (reason === 'not_accepted') {
    if (state !== 'assigned') return 'not accepted, and it was';
    const [group] = world.lineOf(chat).groups;
    const seconds = group ? group.acceptSeconds : OFFERED_S;
    const isInTime = seconds === null || at - chat.offeredAt < seconds * 1_000 - SLACK_MS;
    return isInTime ? 'not accepted, and there was time left' : undefined;
  }
  if (state === 'active' && (reason !== 'operator_left' || !chat.awaitsReply)) {
    return `${reason}, and it was accepted and answered`;
  }
  const holder = world.people.get(operator.id);
  const isThere = holder && isSurely(world, holder, 'here', bound);
  return isThere ? { why: `${reason}, and ${operator.id} is there`, ifHere: holder } : undefined;
}

/** Routing gives it to somebody, and says why. */
function faultOfOffer(
  world: World,
  chat: WorldChat,
  { operator, reason }: Assigned,
  bound: number,
): Found {
  const { state } = chat.status;
  if (state !== 'queued' && state !== 'unanswered') return `offered while ${state}`;
  const person = world.people.get(operator.id);
  if (!person) return `offered to ${operator.id}, who does not work here`;
  if (!world.lineOf(chat).serves(person.id)) return `${person.id} is not in its groups`;
  if (!isFor(world, chat, person)) return `${person.id} let it pass a moment ago`;
  if (isSurely(world, person, 'away', bound)) return `offered to ${person.id}, who is away`;
  const familiar = familiarOf(world, chat);
  if (reason === 'returning_visitor') {
    return familiar === person.id ? undefined : `its visitor knows ${familiar}, not ${person.id}`;
  }
  const known = familiar === null ? undefined : world.people.get(familiar);
  if (known && isSurelyFree(world, known, chat, bound) && world.lineOf(chat).serves(known.id)) {
    return { why: `its visitor knows ${known.id}, who is free`, ifHere: known };
  }
  return faultOfRule(world, chat, person, reason, bound);
}

/** Of the groups that serve it, the first one with somebody who has room, by its own rule. */
function faultOfRule(
  world: World,
  chat: WorldChat,
  person: WorldOperator,
  reason: Assigned['reason'],
  bound: number,
): Found {
  const { groups } = world.lineOf(chat);
  const reasonOf = (rule: 'leastBusy' | 'roundRobin') =>
    rule === 'leastBusy' ? 'fewest_chats' : 'next_in_turn';
  if (groups.length === 0) {
    return reason === reasonOf('leastBusy') ? undefined : `${reason} is not the rule for everybody`;
  }
  const place = groups.findIndex(
    ({ members, rule }) => members.includes(person.id) && reasonOf(rule) === reason,
  );
  if (place < 0) return `${reason} is the rule of none of ${person.id}'s groups`;
  for (const { members } of groups.slice(0, place)) {
    const first = members
      .map((id) => world.people.get(id))
      .find((one) => one && isSurelyFree(world, one, chat, bound));
    if (first) {
      const why = `offered to a later group while ${first.id} of an earlier one is free`;
      return { why, ifHere: first };
    }
  }
  return undefined;
}

/** A colleague gives it to somebody. */
function faultOfGiven(
  world: World,
  chat: WorldChat,
  operator: OperatorId,
  bound: number,
): string | undefined {
  if (chat.givenTo !== operator) return `assigned to ${operator} without a reason`;
  const person = world.people.get(operator);
  const isAway = person && isSurely(world, person, 'away', bound);
  return isAway ? `given to ${operator}, who is away` : undefined;
}

function faultOfClosed(
  { status, awaitsReply }: WorldChat,
  { reason }: Extract<EventBody, { kind: 'closed' }>,
): string | undefined {
  if (status.state !== 'active') return `closed while ${status.state}`;
  return reason === 'idle' && awaitsReply ? 'closed by itself while its visitor waits' : undefined;
}

function isSurely(
  { nth }: World,
  { stand, standsFrom }: WorldOperator,
  wanted: 'here' | 'away',
  bound: number,
): boolean {
  return stand === wanted && nth - standsFrom > bound;
}

/** Whether they could have been given this chat for more events than `bound`. */
function isSurelyFree(
  world: World,
  person: WorldOperator,
  chat: WorldChat,
  bound: number,
): boolean {
  const { freeFrom, chats, limit } = person;
  if (freeFrom === undefined || world.nth - freeFrom <= bound) return false;
  const hasPlace = !isLeft(chat) || chats.size === 0 || chats.size + 1 < limit;
  return hasPlace && isFor(world, chat, person);
}
