import type { ChatSummary, OperatorId } from '../../protocol/index.ts';

/** The inbox's lists, in the order they stand. */
export const LISTS = ['mine', 'queue', 'open', 'closed'] as const;
export type ListName = (typeof LISTS)[number];

/** Whether the visitor wrote something that no operator has seen. */
export function isUnread(chat: ChatSummary): boolean {
  return chat.state !== 'closed' && chat.lastFromVisitor > chat.seen.operator;
}

/** The chats of a list: the queue oldest first, all others by their last change. Pure. */
export function chatsOf(
  list: ListName,
  chats: Iterable<ChatSummary>,
  me: OperatorId | undefined,
): ChatSummary[] {
  const found = [...chats].filter((chat) => belongsTo(list, chat, me));
  if (list === 'queue') return found.sort((a, b) => a.startedAt - b.startedAt);
  return found.sort((a, b) => b.updatedAt - a.updatedAt);
}

function belongsTo(list: ListName, chat: ChatSummary, me: OperatorId | undefined): boolean {
  const isOpen = chat.state !== 'closed';
  switch (list) {
    case 'mine':
      return isOpen && chat.operator !== null && chat.operator.id === me;
    case 'queue':
      return chat.state === 'queued' || chat.state === 'unanswered';
    case 'open':
      return isOpen;
    case 'closed':
      return !isOpen;
  }
}
