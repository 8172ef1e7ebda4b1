import type { ChatSummary, OperatorSend } from '../../protocol/index.ts';
import type { Random } from '../helpers/seeded-random.ts';

/** How a day goes for those who work in it. Milliseconds of the day. */
export interface DayPace {
  /** How long a chat takes from being accepted, on average. */
  readonly workMs: number;
  /** In which an offered chat is accepted. */
  readonly acceptMs: number;
  /** After which the chats of somebody whose line is lost go back. */
  readonly keepMs: number;
  /** Between two times at which somebody vanishes, takes a break, or does not look. */
  readonly habitMs: number;
}

/** A chat that an operator was offered or has accepted. Times are milliseconds since 1970. */
export interface HeldChat {
  readonly state: 'assigned' | 'active';
  /** The last event that the visitor wrote. */
  readonly lastFromVisitor: number;
  /** When the operator does what is due: accepts, or answers. */
  readonly actsAt: number;
  readonly endsAt: number;
  /** The last event that the operator wrote. */
  answered: number;
  /** What becomes of it: closed, given to somebody else, or left as it is once it is answered. */
  readonly fate: 'ends' | 'moves' | 'stays';
}

const LEAST_ACT_MS = 1_000;
/** One in so many chats is given to somebody else, and one in so many is left open when it is answered. */
const MOVES_ONE_IN = 8;
const STAYS_ONE_IN = 40;

/** A chat as its row in the inbox tells it now. */
export function takeRow(
  before: HeldChat | undefined,
  { state, lastFromVisitor }: ChatSummary,
  { now, random, pace }: { now: number; random: Random; pace: DayPace },
): HeldChat {
  const soon = () => now + random.between(LEAST_ACT_MS, pace.acceptMs / 2);
  const is = state === 'assigned' ? 'assigned' : 'active';
  if (before?.state !== is) {
    const endsAt = now + pace.workMs * (0.5 + random.next());
    const fate = fateOf(random);
    return { state: is, lastFromVisitor, answered: 0, actsAt: soon(), endsAt, fate };
  }
  if (is === 'assigned' || lastFromVisitor === before.lastFromVisitor) return before;
  return { ...before, lastFromVisitor, actsAt: soon() };
}

function fateOf(random: Random): HeldChat['fate'] {
  if (random.below(STAYS_ONE_IN) === 0) return 'stays';
  return random.below(MOVES_ONE_IN) === 0 ? 'moves' : 'ends';
}

/** What the operator says into it now; undefined for nothing. */
export function nextSend(
  { state, lastFromVisitor, actsAt, endsAt, answered, fate }: HeldChat,
  now: number,
  target: () => Extract<OperatorSend, { kind: 'transferred' }>['to'],
): OperatorSend | undefined {
  if (state === 'assigned') return now >= actsAt ? { kind: 'joined' } : undefined;
  if (lastFromVisitor > answered) {
    return now >= actsAt ? { kind: 'message', text: 'I have looked it up.' } : undefined;
  }
  if (now < endsAt || fate === 'stays') return undefined;
  return fate === 'moves' ? { kind: 'transferred', to: target() } : { kind: 'closed' };
}
