import type { ChatId, GroupId, OperatorId, SiteId, VisitorId } from '../../protocol/index.ts';
import { type ChatStatus, NEW_CHAT, nextStatus } from '../../protocol/reduce-chat.ts';
import type { House, LoggedEvent, Stand, StandMark } from './day-entries.ts';
import { createLines, type LineOf } from './day-lines.ts';

/** Who let a chat pass is not offered it again for so long. */
const REST_MS = 60_000;
/** An answered chat whose visitor is gone may not count from then on; some seconds before, since clocks are read at other moments. */
const IDLE_MS = 9.5 * 60_000;

/** A chat as the log tells it. */
export interface WorldChat {
  readonly id: ChatId;
  readonly site: SiteId;
  readonly visitor: VisitorId;
  seq: number;
  status: ChatStatus;
  group: GroupId | null;
  /** Milliseconds since 1970. */
  waitingSince: number | null;
  /** The number of the event, over all chats, by which it began to wait where it waits now. */
  waitsFrom: number;
  offeredAt: number;
  readonly offered: Set<OperatorId>;
  missed: { readonly operator: OperatorId; readonly at: number }[];
  lastOperator: OperatorId | null;
  /** To whom it was given by hand in the event before; null where it was not. */
  givenTo: OperatorId | GroupId | null;
  awaitsReply: boolean;
  changedAt: number;
  /** May not count towards a limit: it was accepted late, or was idle once. */
  isUncounted: boolean;
  /** How many chats that came later were given to somebody who could have had this one. */
  passes: number;
}

/** An operator as the log and their own marks tell. */
export interface WorldOperator {
  readonly id: OperatorId;
  readonly limit: number;
  stand: Stand;
  /** The number of the event after which they stood so. */
  standsFrom: number;
  /** Offered to them or accepted by them. */
  readonly chats: Set<WorldChat>;
  /** Since when they are here and have room, as a number of an event; undefined where they do not. */
  freeFrom: number | undefined;
  /** The chat that is next for them while they are free, and since when. */
  next: { readonly chat: WorldChat; readonly from: number } | undefined;
}

/** All of it, after so many events. */
export interface World {
  readonly lineOf: LineOf;
  readonly chats: Map<ChatId, WorldChat>;
  readonly people: Map<OperatorId, WorldOperator>;
  readonly waiting: Set<WorldChat>;
  /** Chats of each visitor on each site, the one that changed last at the end. */
  readonly chatsOf: Map<string, WorldChat[]>;
  /** Events so far. */
  nth: number;
  /** Milliseconds since 1970. */
  at: number;
}

export function createWorld({ limits, groups }: House): World {
  const people = new Map<OperatorId, WorldOperator>();
  for (const [id, limit] of limits) {
    people.set(id, {
      id,
      limit,
      stand: 'away',
      standsFrom: 0,
      chats: new Set(),
      freeFrom: undefined,
      next: undefined,
    });
  }
  return {
    lineOf: createLines(groups),
    chats: new Map(),
    people,
    waiting: new Set(),
    chatsOf: new Map(),
    nth: 0,
    at: 0,
  };
}

/** The chat of an event, which is made where it is the first. */
export function chatOf(world: World, { chat: id, site, visitor }: LoggedEvent): WorldChat {
  const known = world.chats.get(id);
  if (known) return known;
  const chat: WorldChat = {
    id,
    site,
    visitor,
    seq: 0,
    status: NEW_CHAT,
    group: null,
    waitingSince: null,
    waitsFrom: 0,
    offeredAt: 0,
    offered: new Set(),
    missed: [],
    lastOperator: null,
    givenTo: null,
    awaitsReply: false,
    changedAt: 0,
    isUncounted: false,
    passes: 0,
  };
  world.chats.set(id, chat);
  return chat;
}

export function takeMark(world: World, { operator, is }: StandMark): void {
  const person = world.people.get(operator);
  if (!person || person.stand === is) return;
  person.stand = is;
  person.standsFrom = world.nth;
  noteRoom(world, person);
}

/** The next event of the log. */
export function takeEvent(world: World, chat: WorldChat, event: LoggedEvent): void {
  world.nth += 1;
  world.at = Math.max(world.at, event.at);
  const before = chat.status;
  if (mayBeIdle(chat, event.at) && before.state === 'active') chat.isUncounted = true;
  chat.seq = event.seq;
  chat.status = nextStatus(before, event.body);
  moveMarks(chat, before, event);
  moveWaiting(world, chat, before, event.at);
  moveHolder(world, chat, before);
  chat.changedAt = event.at;
  const key = `${chat.site} ${chat.visitor}`;
  const others = (world.chatsOf.get(key) ?? []).filter((one) => one !== chat);
  world.chatsOf.set(key, [...others, chat]);
}

function moveMarks(chat: WorldChat, before: ChatStatus, { body, by, at }: LoggedEvent): void {
  chat.givenTo = null;
  switch (body.kind) {
    case 'queued':
      if (body.reason === 'not_accepted' && before.operator) {
        chat.missed = [...chat.missed, { operator: before.operator.id, at }];
      }
      break;
    case 'message':
      chat.awaitsReply = by === 'visitor';
      break;
    case 'assigned':
      chat.offeredAt = at;
      chat.offered.add(body.operator.id);
      break;
    case 'joined':
      chat.lastOperator = body.operator.id;
      chat.missed = [];
      break;
    case 'transferred':
      chat.lastOperator = null;
      chat.missed = [];
      if ('group' in body.to) chat.group = body.to.group.id;
      chat.givenTo = 'group' in body.to ? body.to.group.id : body.to.operator.id;
      break;
    case 'closed':
      Object.assign(chat, { awaitsReply: false, missed: [] });
      break;
    case 'reopened':
      chat.group = null;
      break;
    default:
  }
}

function moveWaiting(world: World, chat: WorldChat, before: ChatStatus, at: number): void {
  const { state } = chat.status;
  const waits = state === 'queued' || state === 'unanswered';
  if (waits && !(world.waiting.has(chat) && state === before.state)) {
    chat.waitsFrom = world.nth;
    chat.passes = 0;
  }
  if (waits) world.waiting.add(chat);
  else world.waiting.delete(chat);
  if (state === 'active' || state === 'closed') chat.waitingSince = null;
  else chat.waitingSince ??= at;
}

function moveHolder(world: World, chat: WorldChat, before: ChatStatus): void {
  const [from, to] = [holderOf(world, before), holderOf(world, chat.status)];
  if (from === to) return;
  // Accepted when it was no longer offered to them: a chat taken by hand is beyond the limit.
  chat.isUncounted = chat.status.state === 'active';
  from?.chats.delete(chat);
  to?.chats.add(chat);
  for (const person of [from, to]) if (person) noteRoom(world, person);
}

function holderOf({ people }: World, { state, operator }: ChatStatus): WorldOperator | undefined {
  return operator && (state === 'assigned' || state === 'active')
    ? people.get(operator.id)
    : undefined;
}

function noteRoom(world: World, person: WorldOperator): void {
  const isFree = person.stand === 'here' && person.chats.size < person.limit;
  person.freeFrom = isFree ? (person.freeFrom ?? world.nth) : undefined;
}

/** Chats that count towards their limit without any doubt. */
export function countOf({ at }: World, { chats }: WorldOperator): number {
  return [...chats].filter((chat) => !chat.isUncounted && !mayBeIdle(chat, at)).length;
}

function mayBeIdle({ status, awaitsReply, changedAt }: WorldChat, at: number): boolean {
  return status.state === 'active' && !awaitsReply && at - changedAt >= IDLE_MS;
}

/** Whether they let it pass a moment ago. */
export function isResting({ missed }: WorldChat, operator: OperatorId, at: number): boolean {
  return missed.some((one) => one.operator === operator && at - one.at < REST_MS);
}

/** Who had the visitor's last chat on the site, as far as the chat goes to them by it. */
export function familiarOf({ chatsOf }: World, chat: WorldChat): OperatorId | null {
  if (chat.group !== null || chat.lastOperator) return chat.lastOperator;
  const theirs = chatsOf.get(`${chat.site} ${chat.visitor}`) ?? [];
  return theirs.findLast(({ lastOperator }) => lastOperator !== null)?.lastOperator ?? null;
}
