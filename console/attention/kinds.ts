/** What an operator is told of: a chat given to them, a message in one of theirs, a chat for anybody, a lost line. */
export const KINDS = ['newChat', 'message', 'queue', 'line'] as const;
export type Kind = (typeof KINDS)[number];
