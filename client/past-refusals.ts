import {
  type ChatEvent,
  type ChatId,
  NEW_CHAT,
  nextStatus,
  type OperatorId,
} from '../protocol/index.ts';
import type { Outbox } from './outbox.ts';
import type { Pending } from './types.ts';

/** A chat's log, as far as it is here. */
interface Log {
  readonly events: readonly ChatEvent[];
}

/** Discards steps that were refused once what is told of them is past; `logOf` knows the chats that are watched. */
export function dropPastRefusals(
  outbox: Pick<Outbox, 'list' | 'discard'>,
  logOf: (chat: ChatId) => Log | undefined,
  me: OperatorId | undefined,
): void {
  for (const entry of outbox.list()) {
    const log = entry.chat === 'new' ? undefined : logOf(entry.chat);
    if (log && isPast(entry, log, me)) outbox.discard(entry.id);
  }
}

/**
 * Whether a step that was refused, such as to accept a chat that a colleague had accepted, is past: the chat has moved on since, or
 * this operator has done something else in it. Words that somebody wrote for it are theirs to discard. Pure.
 */
function isPast({ event, state }: Pending, log: Log, me: OperatorId | undefined): boolean {
  if (state.name === 'sending' || !isStep(event)) return false;
  const refusedAt = state.values?.seq;
  if (typeof refusedAt !== 'number') return false;
  return log.events.some((later) => later.seq > refusedAt && (movesChat(later) || isBy(later, me)));
}

function isStep(event: Pending['event']): boolean {
  const { kind } = event;
  if (kind === 'transferred') return event.note === undefined;
  return kind === 'joined' || kind === 'closed' || kind === 'reopened';
}

function movesChat({ event }: ChatEvent): boolean {
  return nextStatus(NEW_CHAT, event) !== NEW_CHAT;
}

function isBy({ author }: ChatEvent, me: OperatorId | undefined): boolean {
  return author.role === 'operator' && author.id === me;
}
