/** The log of every chat: append, its rules, and its frames. Knows no transport. */
export { type Chats, createChats, type SendOutcome } from './chats.ts';
export { authorOf, eventFrame, hintEvent, sentFrame } from './event-frames.ts';
export type { ChatContext } from './new-chat.ts';
export { headOf, summarise } from './summarise.ts';
