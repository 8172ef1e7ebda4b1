import type { DayEntry, House, LoggedEvent } from './day-entries.ts';
import { type Fault, faultOf } from './day-faults.ts';
import { isBefore, isFor, nextFor } from './day-queue.ts';
import {
  chatOf,
  countOf,
  createWorld,
  takeEvent,
  takeMark,
  type World,
  type WorldChat,
  type WorldOperator,
} from './day-world.ts';

/** What a day's log says. */
export interface CheckedDay {
  /** A sentence for whatever the rules forbid; each once. */
  readonly breaches: readonly string[];
  readonly chats: number;
  readonly events: number;
  /** How often each step was taken, by its kind and the reason that the log gives for it. */
  readonly steps: ReadonlyMap<string, number>;
  /** Most events that were stored while a chat was next, and somebody free who could have had it. */
  readonly longestIdle: number;
  /** How often a chat was given to somebody before one whose turn came first, and most often for one wait. */
  readonly passes: number;
  readonly mostPasses: number;
  /** From when a chat began to wait until it was accepted; milliseconds of the day. */
  readonly longestWaitMs: number;
  /** Chats that waited at a time, at most. */
  readonly mostWaiting: number;
}

/**
 * A chat whose offer crosses with one that takes its operator's last place is offered again in the next round: others may have
 * been given theirs by then.
 */
const MOST_PASSES = 3;

/** A fault if somebody stays as they stand. */
interface Suspicion {
  readonly why: string;
  readonly person: WorldOperator;
  /** Since which event they stand so. */
  readonly since: number;
  readonly nth: number;
}

/**
 * Checks a day's log against what docs/ROUTING.md says: every step has its reason, nobody is given more than their limit, no chat
 * waits while somebody free could have it, or behind others that came later, and all end answered or closed. `bound` is how many
 * events may be stored before the relay acts upon something. Pure.
 */
export function checkDay(house: House, entries: readonly DayEntry[], bound: number): CheckedDay {
  const world = createWorld(house);
  const breaches = new Set<string>();
  const steps = new Map<string, number>();
  const suspicions: Suspicion[] = [];
  let [longestIdle, passes, mostPasses, longestWaitMs, mostWaiting] = [0, 0, 0, 0, 0];

  function suspect({ why, ifHere }: Fault): void {
    if (!ifHere) breaches.add(why);
    else suspicions.push({ why, person: ifHere, since: ifHere.standsFrom, nth: world.nth });
  }

  /** What people noted until now, and `bound` events later, tells whether they were there. */
  function judge(until: number): void {
    for (let one = suspicions[0]; one && one.nth < until; one = suspicions[0]) {
      const { why, person, since } = one;
      suspicions.shift();
      if (person.stand === 'here' && person.standsFrom === since) breaches.add(why);
    }
  }

  function take(event: LoggedEvent): void {
    const chat = chatOf(world, event);
    const fault = faultOf(world, chat, event, bound);
    if (fault) suspect({ ...fault, why: `chat ${chat.id}, ${event.seq}: ${fault.why}` });
    const step = stepOf(event);
    if (step) steps.set(step, (steps.get(step) ?? 0) + 1);
    for (const passed of passedBy(world, chat, event, bound)) {
      passed.passes += 1;
      passes += 1;
      mostPasses = Math.max(mostPasses, passed.passes);
      if (passed.passes > MOST_PASSES) breaches.add(`chat ${passed.id} is passed again and again`);
    }
    if (event.body.kind === 'joined' && chat.waitingSince !== null) {
      longestWaitMs = Math.max(longestWaitMs, event.at - chat.waitingSince);
    }
    takeEvent(world, chat, event);
    mostWaiting = Math.max(mostWaiting, world.waiting.size);
  }

  function look(): void {
    for (const person of world.people.values()) {
      const count = countOf(world, person);
      if (count > person.limit) breaches.add(`${person.id} has ${count} of ${person.limit} chats`);
      const next = person.freeFrom === undefined ? undefined : nextFor(world, person);
      if (!next) person.next = undefined;
      else if (person.next?.chat !== next) person.next = { chat: next, from: world.nth };
      const idle = world.nth - (person.next?.from ?? world.nth);
      longestIdle = Math.max(longestIdle, idle);
      if (idle > bound) breaches.add(`chat ${next?.id} waits while ${person.id} is free`);
    }
  }

  for (const entry of entries) {
    if ('mark' in entry) takeMark(world, entry.mark);
    else {
      take(entry.event);
      look();
      judge(world.nth - bound);
    }
  }
  judge(Number.POSITIVE_INFINITY);
  for (const chat of world.chats.values()) {
    const fault = unfinished(chat);
    if (fault) breaches.add(`chat ${chat.id} ${fault}`);
  }
  return {
    ...{ breaches: [...breaches], chats: world.chats.size, events: world.nth, steps },
    ...{ longestIdle, passes, mostPasses, longestWaitMs, mostWaiting },
  };
}

/** A step's kind, and what it says of why; undefined of what is said. */
function stepOf({ body, by }: LoggedEvent): string | undefined {
  switch (body.kind) {
    case 'queued':
      return body.offline ? 'queued: left' : `queued: ${body.reason ?? 'new'}`;
    case 'assigned':
      return `assigned: ${body.reason ?? 'transferred'}`;
    case 'transferred':
      return 'group' in body.to ? 'transferred: group' : 'transferred: operator';
    case 'closed':
      return `closed: ${body.reason ?? by}`;
    case 'joined':
    case 'reopened':
      return body.kind;
    default:
      return undefined;
  }
}

/** Chats whose turn was before this one's, and that its operator could have had. */
function passedBy(
  world: World,
  chat: WorldChat,
  { body }: LoggedEvent,
  bound: number,
): readonly WorldChat[] {
  // What a colleague gives goes to nobody else.
  const person =
    body.kind === 'assigned' && body.reason ? world.people.get(body.operator.id) : undefined;
  if (!person) return [];
  return [...world.waiting].filter(
    (one) =>
      one !== chat &&
      world.nth - one.waitsFrom > bound &&
      isBefore(world, one, chat) &&
      isFor(world, one, person),
  );
}

function unfinished({ status, awaitsReply }: WorldChat): string | undefined {
  const { state } = status;
  if (state === 'closed' || (state === 'active' && !awaitsReply)) return undefined;
  return state === 'active' ? 'waits for an answer in the end' : `is ${state} in the end`;
}
