import type { ChatId, ChatSummary, OperatorId } from '../../protocol/index.ts';
import type { Kind } from './kinds.ts';

type Chats = ReadonlyMap<ChatId, ChatSummary>;

/** Something in a chat that an operator wants to know of. */
export interface News {
  readonly kind: Exclude<Kind, 'line'>;
  readonly chat: ChatId;
}

/**
 * What became news for `me` between two states of the inbox. A step of one's own, such as accepting a chat, is none; nor is
 * what was seen before it was told. Pure.
 */
export function newsBetween(before: Chats, after: Chats, me: OperatorId): News[] {
  const news: News[] = [];
  for (const [chat, now] of after) {
    const earlier = before.get(chat);
    // The client makes a new summary for every change.
    if (earlier === now) continue;
    const kind = kindOf(earlier, now, me);
    if (kind) news.push({ kind, chat });
  }
  return news;
}

function kindOf(
  earlier: ChatSummary | undefined,
  now: ChatSummary,
  me: OperatorId,
): News['kind'] | undefined {
  if (now.state === 'assigned' && now.operator?.id === me) {
    const wasMine = earlier?.operator?.id === me && earlier.state !== 'closed';
    if (!wasMine) return 'newChat';
  }
  if (isWaiting(now)) return isWaiting(earlier) ? undefined : 'queue';
  const isMine = now.state !== 'closed' && now.operator?.id === me;
  const isWritten = now.lastFromVisitor > (earlier?.lastFromVisitor ?? 0);
  return isMine && isWritten && isUnread(now) ? 'message' : undefined;
}

/** Whether it is there for anybody to take. Pure. */
export function isWaiting(chat: ChatSummary | undefined): boolean {
  return chat?.state === 'queued' || chat?.state === 'unanswered';
}

/** Chats whose news were seen meanwhile. Pure. */
export function seenBetween(before: Chats, after: Chats): ChatId[] {
  return [...before]
    .filter(([, chat]) => isUnread(chat))
    .map(([id]) => id)
    .filter((id) => {
      const now = after.get(id);
      return !now || now.state === 'closed' || !isUnread(now);
    });
}

/** Chats that call for me: offered to me, and those of mine or of nobody with something unread in them. Pure. */
export function countCalling(chats: Iterable<ChatSummary>, me: OperatorId): number {
  return [...chats].filter((chat) => {
    const isMine = chat.operator?.id === me;
    if (chat.state === 'closed') return false;
    return (isMine && chat.state === 'assigned') || ((isMine || !chat.operator) && isUnread(chat));
  }).length;
}

function isUnread({ lastFromVisitor, seen }: ChatSummary): boolean {
  return lastFromVisitor > seen.operator;
}
