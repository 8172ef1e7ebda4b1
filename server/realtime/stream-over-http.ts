import type { FastifyReply, FastifyRequest } from 'fastify';
import { LIMITS, type VisitorFrame } from '../../protocol/index.ts';
import { upgradeOf } from './admit-visitor.ts';
import type { RealtimeDeps } from './dependencies.ts';
import { readHello, refuse } from './frames-over-http.ts';
import { createLine, type Exit } from './line.ts';
import { createOutgoing } from './outgoing.ts';
import type { Conversation } from './socket.ts';
import { greetVisitor } from './visitor-socket.ts';

/** Streams that are open, and their end. */
export interface Streams {
  /** Answers `POST /v1/stream`. */
  open(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
  /** Ends all of them; their readers come back. */
  close(): void;
}

/**
 * The relay's side of a conversation as server-sent events (HTML Living Standard, section 9.2): one frame an event, and an
 * event called `close` with a socket's close code at the end. The hello is the body of a POST, because a visitor's token
 * must not stand in an address.
 */
export function createStreams(deps: RealtimeDeps): Streams {
  const exits = new Set<Exit>();
  let isStopping = false;
  return {
    async open(request, reply) {
      const hello = readHello(typeof request.body === 'string' ? request.body : '');
      if (typeof hello === 'string') return refuse(reply, 'invalid', hello);
      if (isStopping) return refuse(reply, 'stopping');
      const wait = deps.admit(request.ip);
      if (wait > 0) {
        deps.onRefused('rate_limited');
        reply.header('retry-after', Math.ceil(wait / 1_000));
        return refuse(reply, 'rate_limited', 'too many clients came at once');
      }
      reply.hijack();
      const exit = beginStream(reply);
      exits.add(exit);
      let conversation: Conversation<VisitorFrame> | null = null;
      reply.raw.on('close', () => {
        exits.delete(exit);
        conversation?.onClose();
      });
      try {
        const line = createLine(exit, deps.onRefused);
        conversation = await greetVisitor(deps, upgradeOf(request), hello, line);
        // The reader may have gone while the database was asked.
        if (reply.raw.destroyed) conversation?.onClose();
      } catch (error) {
        deps.onFailure(error);
        exit.close('internal');
      }
      return reply;
    },
    close() {
      isStopping = true;
      for (const exit of exits) exit.close('going_away');
    },
  };
}

function beginStream(reply: FastifyReply): Exit {
  const stream = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) stream.setHeader(name, value);
  }
  // nginx would collect the answer until it ends.
  stream.setHeader('x-accel-buffering', 'no');
  // Kept alive after its end, it would hold a relay up that stops.
  stream.setHeader('connection', 'close');
  stream.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const beat = setInterval(() => stream.write(':\n\n'), LIMITS.streamBeatMs);
  stream.on('close', () => clearInterval(beat));
  return createOutgoing({
    stream,
    isOpen: () => !stream.writableEnded && !stream.destroyed,
    unsentBytes: () => stream.writableLength,
    write: (frames) => void stream.write(frames.map((frame) => `data: ${frame}\n\n`).join('')),
    end(code, reason) {
      clearInterval(beat);
      stream.end(`event: close\ndata: ${JSON.stringify({ code, reason })}\n\n`);
    },
  });
}
