/** What operators prepare for chats: canned responses and macros, and whose they are. Knows no transport. */
export {
  type CannedResponses,
  createCannedResponses,
} from './canned-responses.ts';
export { type Directory, groupsOf } from './directory.ts';
export { createMacros, type Macros } from './macros.ts';
export type { Outcome, Problem } from './problem.ts';
export type { Asker } from './scopes.ts';
