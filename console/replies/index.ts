/** What is prepared for chats: canned responses, macros and tags. */
export { useReplies } from './menu/index.ts';
export { Replies } from './replies.tsx';
