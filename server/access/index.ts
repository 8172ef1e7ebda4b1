/** Who may come in: sessions, passwords, single-use links, addresses, and which pages are the relay's own. */
export { type Access, createAccess } from './access.ts';
export { isOwnOrigin } from './is-own-origin.ts';
export { linkAddress } from './link-address.ts';
export { netOf } from './net-of.ts';
export { hashOf } from './secrets.ts';
