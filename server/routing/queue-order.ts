import type { ChatId, VisitorId } from '../../protocol/index.ts';
import { type Owned, type PoolsOf, STEPS } from './pools.ts';

/** A step of priority is worth so much waiting: nobody is passed by whoever came more than that (or twice that) later. */
const STEP_MS = 5 * 60_000;

/** A chat that waits. */
export interface Waiting extends Owned {
  readonly id: ChatId;
  readonly visitor_id: VisitorId;
  /** Milliseconds since 1970. */
  readonly waiting_since: number | null;
}

/**
 * Whose turn is before whose: by when each began to wait, a step of priority counting as five minutes of waiting. The order of two
 * chats never changes while they wait, so that a chat of low priority is not passed for ever. Pure.
 */
export function inOrder<One extends Waiting>(waiting: readonly One[], poolsOf: PoolsOf): One[] {
  const due = new Map(
    waiting.map((chat) => [
      chat.id,
      (chat.waiting_since ?? 0) - STEPS[poolsOf(chat)[0].priority] * STEP_MS,
    ]),
  );
  const dueOf = ({ id }: One): number => due.get(id) ?? 0;
  return [...waiting].sort((a, b) => dueOf(a) - dueOf(b) || (a.id < b.id ? -1 : 1));
}

/** Names those who wait for the same people: they stand in one line. */
export function lineOf(chat: Owned, poolsOf: PoolsOf): string {
  return poolsOf(chat)
    .map(({ group }) => group ?? '')
    .join(' ');
}
