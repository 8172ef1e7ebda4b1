import type { Size } from './image-size.ts';
import { orientationIn } from './orientation.ts';

/** From here on an image is turned by a quarter: its width is shown as its height (Exif 3.0, tag Orientation). */
const FIRST_TURNED = 5;

/** Walks over a JPEG's segments to the one that says its size. Reading past the end throws a RangeError. */
export function jpegSize(head: Buffer): Size | undefined {
  let isTurned = false;
  for (let at = 2; head.readUInt8(at) === 0xff; ) {
    const marker = head.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + head.readUInt16BE(at + 2);
    const segment = head.subarray(at + 4, end);
    if (marker === 0xe1 && segment.toString('latin1', 0, 6) === 'Exif\0\0') {
      isTurned ||= orientationIn(segment.subarray(6)) >= FIRST_TURNED;
    }
    if (isFrame(marker)) {
      const [height, width] = [head.readUInt16BE(at + 5), head.readUInt16BE(at + 7)];
      return isTurned ? { width: height, height: width } : { width, height };
    }
    at = end;
  }
  return undefined;
}

/** SOF0 to SOF15, less the tables that stand between them (ITU-T T.81, table B.1). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
