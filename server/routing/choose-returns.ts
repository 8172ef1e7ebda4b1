import { type ChatId, LIMITS, type OperatorId, type QueuedReason } from '../../protocol/index.ts';
import type { Owned, PoolsOf } from './pools.ts';

/** An operator whose browser is gone keeps the chats offered to them for this long: a reload is not leaving. */
export const GRACE_MS = 15_000;
const MINUTE_MS = 60_000;
/** What is heard of somebody who uses the console all the time is never older: a `ping` tells it, every 25 s ± 20 %. */
const USE_HEARD_MS = 1.5 * LIMITS.heartbeatMs;

/** A chat that an operator has. */
export interface Held extends Owned {
  readonly id: ChatId;
  readonly operator_id: OperatorId;
  /** `assigned`: offered to them; `active`: accepted. */
  readonly state: 'assigned' | 'active';
  /** For how long this node has seen it offered to them; 0 of an active one. Milliseconds, as below. */
  readonly offeredForMs: number;
}

/** How an operator stands. */
export interface Holder {
  readonly online: boolean;
  /** Whether they switched to not accepting after they were given their last chat. */
  readonly hasTurnedAway: boolean;
  /** For how long they have had no line to any node; 0 while they have one. */
  readonly goneForMs: number;
  /** How long ago this node heard that they used the console; infinite where it did not. */
  readonly usedAgoMs: number;
}

/** What there is to know of a chat that an operator let pass. */
export interface Miss {
  /** Whoever lets so many pass one after another, and was not there, is switched to not accepting; null for nobody. */
  readonly missLimit: number | null;
  /** Whether they used the console while it was offered to them, on whatever screen. */
  readonly wasThere: boolean;
}

/** A chat is to go back to the queue. */
export interface Return extends Miss {
  readonly chat: ChatId;
  readonly operator: OperatorId;
  readonly reason: QueuedReason;
}

/**
 * Whether a chat goes back to the queue: a reason, or in how many milliseconds to look again; null where only a change of
 * something else can bring it about. `holder` is undefined where the account is gone. Pure.
 */
export function whyReturned(
  held: Held,
  holder: Holder | undefined,
  poolsOf: PoolsOf,
): QueuedReason | number | null {
  if (!holder) return 'operator_left';
  const [pool] = poolsOf(held);
  if (held.state === 'active') {
    if (holder.online) return null;
    return dueOr('operator_left', pool.keepMinutes * MINUTE_MS - holder.goneForMs);
  }
  if (holder.hasTurnedAway) return 'operator_away';
  const goneIn = holder.online
    ? Number.POSITIVE_INFINITY
    : GRACE_MS - Math.min(holder.goneForMs, held.offeredForMs);
  if (goneIn <= 0) return 'operator_left';
  const missedIn =
    pool.acceptSeconds === null || !holder.online
      ? Number.POSITIVE_INFINITY
      : pool.acceptSeconds * 1_000 - held.offeredForMs;
  if (missedIn <= 0) return 'not_accepted';
  const lookIn = Math.min(goneIn, missedIn);
  return Number.isFinite(lookIn) ? lookIn : null;
}

/** All that go back, and when to look again; undefined where nothing is due by itself. Pure. */
export function chooseReturns(
  held: readonly Held[],
  holderOf: (operator: OperatorId) => Holder | undefined,
  poolsOf: PoolsOf,
): { readonly returns: readonly Return[]; readonly lookInMs: number | undefined } {
  const returns: Return[] = [];
  let lookInMs: number | undefined;
  for (const chat of held) {
    const { id, operator_id: operator, offeredForMs } = chat;
    const holder = holderOf(operator);
    const why = whyReturned(chat, holder, poolsOf);
    if (typeof why === 'string') {
      const { missLimit } = poolsOf(chat)[0];
      const wasThere = holder !== undefined && holder.usedAgoMs <= offeredForMs + USE_HEARD_MS;
      returns.push({ chat: id, operator, reason: why, missLimit, wasThere });
    } else if (why !== null) lookInMs = Math.min(lookInMs ?? why, why);
  }
  return { returns, lookInMs };
}

function dueOr(reason: QueuedReason, inMs: number): QueuedReason | number {
  return inMs <= 0 ? reason : inMs;
}
