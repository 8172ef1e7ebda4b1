/** Visitors who may not write. */
export { Bans } from './bans.tsx';
