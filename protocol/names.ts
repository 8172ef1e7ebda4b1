/** Names that stand in addresses, cookies and sockets, and never change. */
export const NAMES = {
  /** The WebSocket subprotocol of protocol v1. */
  subprotocol: 'counterbell.v1',
  visitorSocket: '/v1/ws',
  /** For visitors whose network lets no WebSocket through, and for the last word of a closing page. */
  visitorFrames: '/v1/frames',
  visitorStream: '/v1/stream',
  operatorSocket: '/v1/operator/ws',
  visitorCookie: 'counterbell_visitor',
  /** `__Host-` binds the cookie to this host, https (or localhost) and the whole path (RFC 6265bis section 4.1.3.2). */
  sessionCookie: '__Host-counterbell_session',
} as const;
