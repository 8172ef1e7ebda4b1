/** Chats as rows of a list. */
export { ChatRow } from './chat-row.tsx';
export { isUnread } from './is-unread.ts';
export { Rows } from './rows.tsx';
