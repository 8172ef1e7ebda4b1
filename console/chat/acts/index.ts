/** What operators do to a chat: its buttons, menu, keys and dialogs, and the rules of what can be done when. */
export { ChatActs } from './chat-acts.tsx';
export { otherAnswering } from './possible-acts.ts';
