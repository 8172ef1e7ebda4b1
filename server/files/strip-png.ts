import { crc32 } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';
import { orientationAlone, orientationIn } from './orientation.ts';

const SIGNATURE_BYTES = 8;
/** Exif data are smaller; of what is larger nothing is looked at. */
const MOST_EXIF_BYTES = 65_536;

/** What decides how an image looks (PNG, third edition, 11.2 and 11.3); everything else says something beside it. */
const KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT cICP mDCV cLLI'.split(
    ' ',
  ),
);

/** Gives a PNG on without texts, times, Exif data and chunks of single programs; which side is up stays. */
export async function* stripPng(source: ByteSource): AsyncGenerator<Buffer> {
  yield await source.take(SIGNATURE_BYTES);
  for (;;) {
    const head = await source.take(8);
    if (head.length < 8) return;
    const size = head.readUInt32BE();
    const type = head.toString('latin1', 4);
    if (KEPT.has(type)) {
      yield head;
      yield* source.pass(size + 4);
      if (type === 'IEND') return;
    } else if (type === 'eXIf' && size <= MOST_EXIF_BYTES) {
      const orientation = orientationIn(await source.take(size));
      await source.skip(4);
      if (orientation > 1) yield exifChunk(orientation);
    } else {
      await source.skip(size + 4);
    }
  }
}

function exifChunk(orientation: number): Buffer {
  const content = Buffer.concat([Buffer.from('eXIf'), orientationAlone(orientation)]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length - 4);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([size, content, sum]);
}
