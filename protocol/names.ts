/** Names that stand in addresses, cookies and sockets, and never change. */

/** The WebSocket subprotocol of protocol v1. */
export const subprotocol = 'counterbell.v1';
export const visitorSocket = '/v1/ws';
/** For visitors whose network lets no WebSocket through, and for the last word of a closing page. */
export const visitorFrames = '/v1/frames';
export const visitorStream = '/v1/stream';
/** Where visitors upload and fetch files. */
export const visitorFiles = '/v1/files';
export const operatorSocket = '/v1/operator/ws';
export const visitorCookie = 'counterbell_visitor';
/** `__Host-` binds the cookie to this host, https (or localhost) and the whole path (RFC 6265bis section 4.1.3.2). */
export const sessionCookie = '__Host-counterbell_session';
