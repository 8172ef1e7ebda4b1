/** What is prepared, in the composer. */
export { useReplies } from './use-replies.tsx';
