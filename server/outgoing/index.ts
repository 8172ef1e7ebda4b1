/** Requests to the outside, to public addresses only. */
export {
  createOutgoing,
  type Outgoing,
  type OutgoingAnswer,
  OutgoingRefused,
  type OutgoingRequest,
} from './outgoing.ts';
