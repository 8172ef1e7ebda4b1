import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Sink } from './outgoing.ts';
import { encodeTextFrames } from './text-frames.ts';

/** A close frame's reason holds at most 123 bytes (RFC 6455 section 5.5). */
const MAX_REASON_BYTES = 123;

/**
 * Frames leave over a WebSocket by its own `stream`, many in one write. ws itself writes nothing there but whole control frames,
 * each at once since there is no compression, so the two never mix within a frame.
 */
export function socketSink(socket: WebSocket, stream: Duplex): Sink {
  return {
    stream,
    isOpen: () => socket.readyState === socket.OPEN,
    unsentBytes: () => stream.writableLength,
    write(frames) {
      stream.write(encodeTextFrames(frames));
    },
    end: (code, reason) => socket.close(code, cutToBytes(reason, MAX_REASON_BYTES)),
  };
}

function cutToBytes(text: string, most: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > most) cut = cut.slice(0, -1);
  return cut.toWellFormed();
}
