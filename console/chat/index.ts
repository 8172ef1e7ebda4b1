/** One chat: its log and where to write. */
export { Chat } from './chat.tsx';
export { hashSeq } from './permalink.tsx';
export { writeNext } from './write-next.ts';
