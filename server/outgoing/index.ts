/** Requests to the outside, to public addresses only. */
export { isPublicAddress } from './is-public-address.ts';
export { createOutgoing, type Outgoing, OutgoingRefused } from './outgoing.ts';
