import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Sink } from './outgoing.ts';

/** A close frame's reason holds at most 123 bytes (RFC 6455 section 5.5). */
const MAX_REASON_BYTES = 123;

/** Frames leave over a WebSocket; `stream` is its own, and corking it joins several frames to one packet. */
export function socketSink(socket: WebSocket, stream: Duplex): Sink {
  return {
    stream,
    isOpen: () => socket.readyState === socket.OPEN,
    unsentBytes: () => socket.bufferedAmount,
    write(frames) {
      stream.cork();
      for (const frame of frames) socket.send(frame);
      stream.uncork();
    },
    end: (code, reason) => socket.close(code, cutToBytes(reason, MAX_REASON_BYTES)),
  };
}

function cutToBytes(text: string, most: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > most) cut = cut.slice(0, -1);
  return cut.toWellFormed();
}
