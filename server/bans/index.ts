/** Visitors who may not write for a time, or for good. */
export { type Bans, createBans } from './bans.ts';
