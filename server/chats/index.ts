/** The log of every chat: append, its rules, and its frames. Knows no transport. */
export { goalsOf } from './chat-goals.ts';
export { tagsOf } from './chat-tags.ts';
export { type Chats, createChats, newEventId } from './chats.ts';
export { authorOf, eventFrame, hintEvent, sentFrame, visitorEventFrame } from './event-frames.ts';
export { type MovedChats, moveChats } from './move-chats.ts';
export type { ChatContext } from './new-chat.ts';
export { REST_MS, restingFrom } from './routing-marks.ts';
export type { RefusalInWords, SendOutcome } from './send-outcome.ts';
export { headOf, summarise, verifiedOf } from './summarise.ts';
export { tellChatsOf } from './tell-chats.ts';
