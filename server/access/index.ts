/** Who may come in: sessions, passwords, single-use links, and which pages are the relay's own. */
export { type Access, createAccess } from './access.ts';
export { isOwnOrigin } from './is-own-origin.ts';
export { linkAddress } from './link-address.ts';
