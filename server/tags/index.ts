/** What operators sort chats by. Knows no transport; which chats have which tag is the chats' matter. */
export { createTags, type Tags } from './tags.ts';
export type { TagProblem } from './why-not-named.ts';
