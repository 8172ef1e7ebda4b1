import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSES } from '../../protocol/index.ts';
import type { Exit } from './line.ts';

/** A reader with more than this unsent is closed: it reads on from the log when it comes back. */
export const MAX_UNSENT_BYTES = 1_048_576;
/** A close frame's reason holds at most 123 bytes (RFC 6455 section 5.5). */
const MAX_REASON_BYTES = 123;

/**
 * What goes out to one socket. Frames of one turn leave in one write: `stream` is the socket's own, and corking it joins
 * several frames to one packet.
 */
export function createOutgoing(socket: WebSocket, stream: Duplex): Exit {
  let waiting: string[] = [];

  function flush(): void {
    const frames = waiting;
    waiting = [];
    if (socket.readyState !== socket.OPEN) return;
    stream.cork();
    for (const frame of frames) socket.send(frame);
    stream.uncork();
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) {
      socket.close(CLOSES.too_slow.code, CLOSES.too_slow.meaning);
    }
  }

  function sendText(frame: string): void {
    if (waiting.length === 0) setImmediate(flush);
    waiting.push(frame);
  }

  return {
    sendText,
    send: (frame) => sendText(JSON.stringify(frame)),
    close(name, reason = CLOSES[name].meaning) {
      flush();
      socket.close(CLOSES[name].code, cutToBytes(reason, MAX_REASON_BYTES));
    },
  };
}

function cutToBytes(text: string, most: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > most) cut = cut.slice(0, -1);
  return cut.toWellFormed();
}
