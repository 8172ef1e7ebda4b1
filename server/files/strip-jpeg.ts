import type { ByteSource } from './byte-source.ts';
import { orientationAlone, orientationIn } from './orientation.ts';

// ITU-T T.81, table B.1.
const MARK = 0xff;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const COMMENT = 0xfe;
const EXIF = 'Exif\0\0';

/**
 * Gives a JPEG on without what it says beside the image: place, time, camera, previews, comments, and whatever follows its end.
 * The colour profile stays, and which side is up. Bytes between the segments are passed over, as decoders do.
 */
export async function* stripJpeg(source: ByteSource): AsyncGenerator<Buffer> {
  yield await source.take(2);
  let isTurned = false;
  for (let marker = await nextMarker(source); marker; marker = await nextMarker(source)) {
    const head = Buffer.from([MARK, marker]);
    if (standsAlone(marker)) {
      yield head;
      if (marker === END_OF_IMAGE) return;
      continue;
    }
    const size = await source.take(2);
    if (size.length < 2 || size.readUInt16BE() < 2) return;
    const content = await source.take(size.readUInt16BE() - 2);
    if (isKept(marker, content)) {
      yield Buffer.concat([head, size, content]);
    } else if (!isTurned && marker === 0xe1 && text(content, EXIF.length) === EXIF) {
      const orientation = orientationIn(content.subarray(EXIF.length));
      isTurned = orientation > 1;
      if (isTurned) yield exifSegment(orientation);
    }
    if (marker === START_OF_SCAN) yield* source.passUntil(endOfScan);
  }
}

/** The byte that follows the next 0xff; 0 at the end. */
async function nextMarker(source: ByteSource): Promise<number> {
  for (;;) {
    for await (const _between of source.passUntil(nextMark));
    let [, marker] = await source.take(2);
    while (marker === MARK) [marker] = await source.take(1);
    if (marker === undefined) return 0;
    if (marker !== 0) return marker;
  }
}

function nextMark(bytes: Buffer): number {
  const at = bytes.indexOf(MARK);
  return at === -1 ? bytes.length : at;
}

/** Where the compressed image ends. In it 0xff is followed by 0 or by a restart marker; of a last 0xff that is not known yet. */
function endOfScan(bytes: Buffer): number {
  for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, at + 2)) {
    const next = bytes[at + 1];
    if (next !== 0 && (next === undefined || !isRestart(next))) return at;
  }
  return bytes.length;
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}

function standsAlone(marker: number): boolean {
  return isRestart(marker) || marker === 0x01 || marker === 0xd8 || marker === END_OF_IMAGE;
}

/** All that a decoder needs; of what applications put beside it, only what decides how the image looks. */
function isKept(marker: number, content: Buffer): boolean {
  if (marker === 0xe0) return text(content, 5) === 'JFIF\0';
  if (marker === 0xe2) return text(content, 12) === 'ICC_PROFILE\0';
  if (marker === 0xee) return text(content, 5) === 'Adobe';
  return (marker < 0xe0 || marker > 0xef) && marker !== COMMENT;
}

function exifSegment(orientation: number): Buffer {
  const content = Buffer.concat([Buffer.from(EXIF, 'latin1'), orientationAlone(orientation)]);
  const head = Buffer.from([MARK, 0xe1, 0, content.length + 2]);
  return Buffer.concat([head, content]);
}

function text(content: Buffer, length: number): string {
  return content.toString('latin1', 0, length);
}
