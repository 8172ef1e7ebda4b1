/**
 * Frames of WebSocket (RFC 6455, section 5.2) as a client of a benchmark makes and reads them: text of one frame, masked
 * with four zeros, which is a valid key and makes the masked bytes the bytes themselves.
 */

const FIN_TEXT = 0x81;
const FIN_PONG = 0x8a;
const MASKED = 0x80;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

export type Opcode = 'text' | 'close' | 'ping' | 'other';

/** A text frame, ready to be sent. */
export function textFrame(text: string): Buffer {
  return frame(FIN_TEXT, Buffer.from(text));
}

export function pongFrame(payload: Buffer): Buffer {
  return frame(FIN_PONG, payload);
}

function frame(first: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head =
    length < TWO_BYTES
      ? Buffer.from([first, MASKED | length])
      : Buffer.from([first, MASKED | TWO_BYTES, length >> 8, length & 0xff]);
  if (length > 0xffff) throw new Error(`a frame of ${length} bytes; 65535 at most`);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

/**
 * Calls `take` with the place of each whole frame's payload in `bytes`; gives back where the first frame that is not whole
 * begins. A server's frames are not masked.
 */
export function readFrames(
  bytes: Buffer,
  take: (opcode: Opcode, start: number, end: number) => void,
): number {
  let at = 0;
  while (at + 2 <= bytes.length) {
    let length = (bytes[at + 1] ?? 0) & 0x7f;
    let start = at + 2;
    if (length === TWO_BYTES) {
      if (start + 2 > bytes.length) break;
      length = bytes.readUInt16BE(start);
      start += 2;
    } else if (length === EIGHT_BYTES) {
      if (start + 8 > bytes.length) break;
      length = Number(bytes.readBigUInt64BE(start));
      start += 8;
    }
    const end = start + length;
    if (end > bytes.length) break;
    take(OPCODES[(bytes[at] ?? 0) & 0x0f] ?? 'other', start, end);
    at = end;
  }
  return at;
}

/** A binary frame of a text protocol holds its text. */
const OPCODES: Readonly<Record<number, Opcode>> = { 1: 'text', 2: 'text', 8: 'close', 9: 'ping' };
