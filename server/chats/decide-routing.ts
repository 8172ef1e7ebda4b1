import type {
  AssignedReason,
  OperatorId,
  OperatorName,
  QueuedReason,
} from '../../protocol/index.ts';
import type { ChatRow, Decision } from '../storage/index.ts';
import { type Moment, systemEvent } from './moment.ts';
import { noteMissed, noteOffer } from './routing-marks.ts';
import { writeEvents } from './write-events.ts';

/** To whom routing offers a chat, and why. */
export interface Offer {
  readonly operator: OperatorName;
  /** Most chats they may have at once. */
  readonly limit: number;
  readonly reason: AssignedReason;
  /** Within which they must accept it; null for any time. */
  readonly acceptSeconds: number | null;
}

/** Routing offers a chat that waits to an operator who has room; checked under the lock, so never twice and never over. */
export function decideAssign(
  moment: Moment,
  { operator, limit, reason, acceptSeconds }: Offer,
  chat: ChatRow | null,
  chatsOfOperator: number,
): Decision {
  if (chat?.state !== 'queued' && chat?.state !== 'unanswered') {
    return { refuse: 'conflict', detail: 'the chat no longer waits' };
  }
  if (chatsOfOperator >= limit) {
    return { refuse: 'conflict', detail: `the operator has ${limit} chats already` };
  }
  const { id, name } = operator;
  // Whoever hands in more of an operator than their name must not put it into the log.
  const written = writeEvents(chat, moment.at, [
    systemEvent(moment, { kind: 'assigned', operator: { id, name }, reason }),
  ]);
  noteOffer(written.chat, acceptSeconds, moment.at);
  return written;
}

/** From whom a chat goes back to the queue, and why. */
export interface Requeue {
  readonly from: OperatorId;
  /** As it was seen: what was accepted meanwhile stays, unless it is an accepted one that is to go back. */
  readonly state: 'assigned' | 'active';
  readonly reason: QueuedReason;
}

/** A chat goes back to the queue: whoever it was offered to does not accept it, or whoever had it is gone while its visitor waits. */
export function decideRequeue(
  moment: Moment,
  { from, state, reason }: Requeue,
  chat: ChatRow | null,
): Decision {
  const isAsSeen = chat?.state === state && chat.operator_id === from;
  if (!isAsSeen || (state === 'active' && !chat.awaits_reply)) {
    return { refuse: 'conflict', detail: 'the chat is not waiting for this operator' };
  }
  const written = writeEvents(chat, moment.at, [
    systemEvent(moment, { kind: 'queued', offline: false, reason }),
  ]);
  if (reason === 'not_accepted') noteMissed(written.chat, from, moment.at);
  return written;
}

/** The relay closes a chat that is answered, and in which nothing happened since `before`, milliseconds since 1970. */
export function decideCloseIdle(moment: Moment, before: number, chat: ChatRow | null): Decision {
  if (chat?.state !== 'active' || chat.awaits_reply || chat.updated_at >= before) {
    return { refuse: 'conflict', detail: 'the chat is not idle' };
  }
  return writeEvents(chat, moment.at, [systemEvent(moment, { kind: 'closed', reason: 'idle' })]);
}
