/** Chats as rows of a list. */
export { ChatRow } from './chat-row.tsx';
export { isUnread } from './is-unread.ts';
export { onlyWaits } from './only-waits.ts';
export { RowTime } from './row-time.tsx';
export { Rows } from './rows.tsx';
export { OfferEnds, Waiting } from './waiting.tsx';
