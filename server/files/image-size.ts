import type { FileType } from '../../protocol/index.ts';
import { jpegSize } from './jpeg-size.ts';

/** In pixels, as an image is shown. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A browser needs four bytes a pixel to show an image, however few bytes it came in. */
const MOST_PIXELS = 100_000_000;

/** By type, where in its head an image says how large it is. Reading past the end throws a RangeError. */
const READERS: Partial<Record<FileType, (head: Buffer) => Size | undefined>> = {
  'image/png': (head) => ({ width: head.readUInt32BE(16), height: head.readUInt32BE(20) }),
  'image/gif': (head) => ({ width: head.readUInt16LE(6), height: head.readUInt16LE(8) }),
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
  'image/avif': avifSize,
};

/** The size of an image that may be shown in a chat; undefined for other files, damaged ones, and such as no screen could hold. */
export function imageSize(type: FileType, head: Buffer): Size | undefined {
  try {
    const size = READERS[type]?.(head);
    if (!size || size.width === 0 || size.height === 0) return undefined;
    return size.width * size.height > MOST_PIXELS ? undefined : size;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The three forms of WebP: RFC 9649, 2.5 to 2.7. */
function webpSize(head: Buffer): Size | undefined {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}

/** Each of its images, previews included, has a box called `ispe` (ISO/IEC 23008-12, 6.5.3): the largest is shown. */
function avifSize(head: Buffer): Size | undefined {
  let largest: Size | undefined;
  for (let at = head.indexOf('ispe'); at !== -1; at = head.indexOf('ispe', at + 4)) {
    const size = { width: head.readUInt32BE(at + 8), height: head.readUInt32BE(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
