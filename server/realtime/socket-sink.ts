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
  return new SocketSink(socket, stream);
}

/** A class, since there is one for each of thousands of clients. */
class SocketSink implements Sink {
  readonly #socket: WebSocket;
  readonly stream: Duplex;

  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.stream = stream;
  }

  isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  unsentBytes(): number {
    return this.stream.writableLength;
  }

  write(frames: readonly string[]): void {
    this.stream.write(encodeTextFrames(frames));
  }

  end(code: number, reason: string): void {
    this.#socket.close(code, cutToBytes(reason, MAX_REASON_BYTES));
  }
}

function cutToBytes(text: string, most: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > most) cut = cut.slice(0, -1);
  return cut.toWellFormed();
}
