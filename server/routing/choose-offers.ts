import type { AssignedReason, ChatId, OperatorId } from '../../protocol/index.ts';
import { type Candidate, chooseOperator, hasRoom } from './choose-operator.ts';
import { isIn, type Pool, type PoolsOf } from './pools.ts';
import { inOrder, type Waiting } from './queue-order.ts';

/** A chat that wants an operator. */
export interface Unserved extends Waiting {
  /** False: its visitor found nobody there and left a message. */
  readonly isQueued: boolean;
  /** Who may not be offered it now, because they let it pass a moment ago. */
  readonly resting: readonly OperatorId[];
  /** Who had the visitor's last chat. */
  readonly familiar: OperatorId | null;
}

/** A chat is to be offered to somebody. */
export interface Offering<One> {
  readonly chat: ChatId;
  readonly to: One;
  readonly reason: AssignedReason;
}

/** Who is here, by how they were chosen. */
export interface Moment {
  /** Milliseconds since 1970: whoever is chosen was given a chat then. */
  readonly at: number;
}

/**
 * Offers what waits, one chat after another in the order of the queue: to whom the visitor knows, else by the rule of the first
 * group that has somebody with room. Messages that were left come after all who wait, and never take an operator's last place.
 * Pure: all nodes choose alike.
 */
export function chooseOffers<One extends Candidate>(
  unserved: readonly Unserved[],
  candidates: readonly One[],
  poolsOf: PoolsOf,
  { at }: Moment,
): Offering<One>[] {
  const now = new Map(candidates.map((one) => [one.id, one]));
  const offerings: Offering<One>[] = [];
  const queued = unserved.filter(({ isQueued }) => isQueued);
  const left = unserved.filter(({ isQueued }) => !isQueued);
  for (const chat of [...inOrder(queued, poolsOf), ...inOrder(left, poolsOf)]) {
    const free = [...now.values()].filter((one) => hasRoom(one) && isFitting(chat, one));
    if (free.length === 0) continue;
    const chosen = chooseFor(chat, free, poolsOf(chat));
    if (!chosen) continue;
    offerings.push({ chat: chat.id, ...chosen });
    const { to } = chosen;
    now.set(to.id, { ...to, chats: to.chats + 1, lastAssignedAt: at });
  }
  return offerings;
}

function isFitting({ isQueued, resting }: Unserved, one: Candidate): boolean {
  const keepsPlace = isQueued || one.chats === 0 || one.chats + 1 < one.limit;
  return keepsPlace && !resting.includes(one.id);
}

function chooseFor<One extends Candidate>(
  { familiar }: Unserved,
  free: readonly One[],
  pools: readonly Pool[],
): Pick<Offering<One>, 'to' | 'reason'> | undefined {
  const known = free.find(({ id }) => id === familiar && isIn(pools, id));
  if (known) return { to: known, reason: 'returning_visitor' };
  for (const pool of pools) {
    const members = free.filter(({ id }) => isIn([pool], id));
    const to = chooseOperator(members, pool.rule);
    if (to) return { to, reason: pool.rule === 'leastBusy' ? 'fewest_chats' : 'next_in_turn' };
  }
  return undefined;
}
