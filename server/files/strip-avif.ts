import { metadataIn, type Place } from './avif-items.ts';
import type { ByteSource } from './byte-source.ts';
import { orientationAlone, orientationIn } from './orientation.ts';

const BOX_HEAD_BYTES = 8;
/** Lists of items are smaller; what is larger is not looked into. */
const MOST_LIST_BYTES = 1_048_576;
/** Before Exif data stands where in them they begin. */
const EXIF_OFFSET_BYTES = 4;
const MOST_EXIF_BYTES = 65_536;

/**
 * Gives an AVIF on with its Exif data and XMP blanked. They keep their place, since the file says of everything where it is; which
 * side is up stays. A file whose list of items is not understood, or stands behind what it lists, passes as it is.
 */
export async function* stripAvif(source: ByteSource): AsyncGenerator<Buffer> {
  let at = 0;
  for (;;) {
    const head = await source.take(BOX_HEAD_BYTES);
    yield head;
    at += head.length;
    if (head.length < BOX_HEAD_BYTES) return;
    const size = head.readUInt32BE() - BOX_HEAD_BYTES;
    const isList = head.toString('latin1', 4) === 'meta' && size <= MOST_LIST_BYTES;
    // A box of size 1 tells its size behind, one of size 0 reaches to the end: such are not lists.
    if (size < 0) yield* source.pass(Number.POSITIVE_INFINITY);
    else if (!isList) yield* source.pass(size);
    else {
      const list = await source.take(size);
      const places = metadataIn(list, at);
      yield blanked(list, at, places);
      yield* blankedRest(source, at + size, places);
      return;
    }
    at += size;
  }
}

/** The list itself, which may hold small items. */
function blanked(list: Buffer, at: number, places: readonly Place[]): Buffer {
  for (const { from, bytes, kind } of places) {
    if (from < at || from + bytes > at + list.length) continue;
    const content = list.subarray(from - at, from - at + bytes);
    blankOf(kind, content).copy(content);
  }
  return list;
}

async function* blankedRest(
  source: ByteSource,
  from: number,
  places: readonly Place[],
): AsyncGenerator<Buffer> {
  let at = from;
  for (const place of places.filter((one) => one.from >= from)) {
    yield* source.pass(place.from - at);
    at = place.from + place.bytes;
    if (place.kind === 'exif' && place.bytes <= MOST_EXIF_BYTES)
      yield blankOf('exif', await source.take(place.bytes));
    else for await (const part of source.pass(place.bytes)) yield Buffer.alloc(part.length);
  }
  yield* source.pass(Number.POSITIVE_INFINITY);
}

/** As large as before; of Exif data the orientation stays. */
function blankOf(kind: Place['kind'], content: Buffer): Buffer {
  const blank = Buffer.alloc(content.length);
  if (kind === 'exif' && content.length > EXIF_OFFSET_BYTES) {
    const begin = EXIF_OFFSET_BYTES + content.readUInt32BE();
    orientationAlone(orientationIn(content.subarray(begin))).copy(blank, EXIF_OFFSET_BYTES);
  }
  return blank;
}
