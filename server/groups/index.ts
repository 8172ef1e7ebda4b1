/** Groups of operators: who is in them, which sites they serve, and how their chats are shared out. */
export { createGroups, type GroupChange, type Groups } from './groups.ts';
