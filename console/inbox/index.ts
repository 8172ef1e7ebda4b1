/** The lists of chats. */
export { Inbox } from './inbox.tsx';
