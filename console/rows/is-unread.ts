import type { ChatSummary } from '../../protocol/index.ts';

/** Whether the visitor wrote something that no operator has seen. */
export function isUnread(chat: ChatSummary): boolean {
  return chat.state !== 'closed' && chat.lastFromVisitor > chat.seen.operator;
}
