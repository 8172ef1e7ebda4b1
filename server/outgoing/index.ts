/** Requests to the outside, to public addresses only. */
export { createOutgoing, type Outgoing, OutgoingRefused } from './outgoing.ts';
