/** First byte of a whole frame of text: FIN and opcode 1. */
const WHOLE_TEXT = 0x81;
/** Lengths up to this stand in the second byte itself. */
const MOST_IN_HEAD = 125;
const TWO_BYTES_FOLLOW = 126;
const MOST_IN_TWO_BYTES = 65_535;
const EIGHT_BYTES_FOLLOW = 127;

let last: { readonly texts: readonly string[]; readonly frames: Buffer } | undefined;

/**
 * Encodes texts as WebSocket frames of a server (RFC 6455, section 5.2: not masked), one behind the other in one buffer, so that
 * many frames cost one allocation and one write. What the last caller got is given again where the texts are the same, as they
 * are for all operators who watch a chat: nobody may change it.
 */
export function encodeTextFrames(texts: readonly string[]): Buffer {
  if (!last || !areSame(last.texts, texts)) last = { texts, frames: encode(texts) };
  return last.frames;
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, index) => text === others[index]);
}

function encode(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const bytes = lengths.reduce((sum, length) => sum + headBytes(length) + length, 0);
  const frames = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const [index, length] of lengths.entries()) {
    at = writeHead(frames, at, length);
    at += frames.write(texts[index] ?? '', at);
  }
  return frames;
}

function headBytes(length: number): number {
  if (length <= MOST_IN_HEAD) return 2;
  return length <= MOST_IN_TWO_BYTES ? 4 : 10;
}

/** Gives back where the text goes. */
function writeHead(frames: Buffer, at: number, length: number): number {
  frames[at] = WHOLE_TEXT;
  if (length <= MOST_IN_HEAD) {
    frames[at + 1] = length;
    return at + 2;
  }
  if (length <= MOST_IN_TWO_BYTES) {
    frames[at + 1] = TWO_BYTES_FOLLOW;
    return frames.writeUInt16BE(length, at + 2);
  }
  frames[at + 1] = EIGHT_BYTES_FOLLOW;
  return frames.writeBigUInt64BE(BigInt(length), at + 2);
}
