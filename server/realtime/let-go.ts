import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';

const replies = new WeakMap<FastifyRequest, ServerResponse>();

/** To run before a WebSocket's handler, which is not given the reply. */
export function keepReply(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  replies.set(request, reply.raw);
  done();
}

/**
 * Parts an opened WebSocket from the request that opened it, which it would keep in memory, headers and all, for as long as it
 * is open: by the reply, which waits for the stream to close, and by the listener with which the plugin would report errors.
 * Gives back the stream under the socket. Whoever takes the socket over has to listen for its errors.
 */
export function letGo(socket: WebSocket, request: FastifyRequest): Duplex {
  const stream = request.raw.socket;
  replies.get(request)?.detachSocket(stream);
  socket.removeAllListeners('error');
  return stream;
}
