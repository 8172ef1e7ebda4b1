import type { ByteSource } from './byte-source.ts';
import { orientationAlone, orientationIn } from './orientation.ts';

const HEAD_BYTES = 12;
const MOST_EXIF_BYTES = 65_536;
/** What decides how an image looks (RFC 9649, 2.7). */
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

/**
 * Gives a WebP on with its Exif data, XMP and unknown chunks blanked. They keep their place: how large the file is stands at its
 * beginning, which is gone when they come. Which side is up stays; what follows the end that is told there does not.
 */
export async function* stripWebp(source: ByteSource): AsyncGenerator<Buffer> {
  const riff = await source.take(HEAD_BYTES);
  yield riff;
  // Of the told size the word WEBP is a part.
  for (let left = riff.readUInt32LE(4) - 4; left >= 8; ) {
    const head = await source.take(8);
    if (head.length < 8) return;
    yield head;
    const size = head.readUInt32LE(4);
    const padded = Math.min(size + (size % 2), left - 8);
    left -= 8 + padded;
    const type = head.toString('latin1', 0, 4);
    if (KEPT.has(type)) yield* source.pass(padded);
    else if (type === 'EXIF' && padded <= MOST_EXIF_BYTES)
      yield onlyTurn(await source.take(padded));
    else for await (const part of source.pass(padded)) yield Buffer.alloc(part.length);
  }
}

/** As large as before. Some programs put the same words before the data as in a JPEG. */
function onlyTurn(content: Buffer): Buffer {
  const blank = Buffer.alloc(content.length);
  const isPrefixed = content.toString('latin1', 0, 6) === 'Exif\0\0';
  orientationAlone(orientationIn(isPrefixed ? content.subarray(6) : content)).copy(blank);
  return blank;
}
