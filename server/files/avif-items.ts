/** Where in the file a piece of Exif data or XMP stands. */
export interface Place {
  readonly kind: 'exif' | 'xmp';
  readonly from: number;
  readonly bytes: number;
}

/** An item as the list tells of it: where its pieces are. */
interface Item {
  readonly id: number;
  readonly extents: readonly { readonly from: number; readonly bytes: number }[];
}

/** Cameras write one or two; of a file with more nothing is taken. */
const MOST_PLACES = 16;

type Boxes = ReadonlyMap<string, { readonly content: Reader; readonly at: number }>;

/**
 * Where the Exif data and the XMP of an AVIF stand, in their order, by the content of its box `meta` (ISO/IEC 14496-12, 8.11), which
 * begins at `at`. Nothing where it is not understood, or where a piece of an image stands in the same place. Pure.
 */
export function metadataIn(meta: Buffer, at: number): readonly Place[] {
  try {
    const boxes = boxesIn(new Reader(meta.subarray(4)), at + 4);
    const kinds = kindsIn(boxes);
    const items = itemsIn(boxes, at + meta.length);
    const places = items.flatMap(({ id, extents }) => {
      const kind = kinds.get(id);
      return kind ? extents.map((extent) => ({ kind, ...extent })) : [];
    });
    if (places.length > MOST_PLACES) return [];
    places.sort((one, other) => one.from - other.from);
    const others = items.filter(({ id }) => !kinds.has(id)).flatMap(({ extents }) => extents);
    const isClear = places.every(
      (place, index) =>
        !others.some((other) => overlap(place, other)) &&
        !places.slice(index + 1).some((next) => overlap(place, next)),
    );
    return isClear ? places : [];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function overlap(one: Omit<Place, 'kind'>, other: Omit<Place, 'kind'>): boolean {
  return one.from < other.from + other.bytes && other.from < one.from + one.bytes;
}

/** Which items are Exif data or XMP: box `iinf`, 8.11.6. */
function kindsIn(boxes: Boxes): ReadonlyMap<number, Place['kind']> {
  const kinds = new Map<number, Place['kind']>();
  const list = boxOf(boxes, 'iinf').content;
  const count = list.version() === 0 ? list.number(2) : list.number(4);
  for (let left = count; left > 0; left -= 1) {
    const { name, content } = list.box();
    const version = content.version();
    if (name !== 'infe' || version < 2) continue;
    const id = content.number(version === 2 ? 2 : 4);
    content.number(2);
    const type = content.text(4);
    if (type === 'Exif') kinds.set(id, 'exif');
    else if (type === 'mime' && content.rest().includes('\0application/rdf+xml')) {
      kinds.set(id, 'xmp');
    }
  }
  return kinds;
}

/** Where each item's pieces are, in the list's own box `idat` or behind the list, which ends at `end`: box `iloc`, 8.11.3. */
function itemsIn(boxes: Boxes, end: number): Item[] {
  const list = boxOf(boxes, 'iloc').content;
  const version = list.version();
  if (version > 2) throw new RangeError('a list of a later version');
  const [sizes, moreSizes] = [list.number(1), list.number(1)];
  const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, moreSizes >> 4];
  const indexSize = version === 0 ? 0 : moreSizes & 15;
  const wide = version < 2 ? 2 : 4;
  return Array.from({ length: list.number(wide) }, () => {
    const id = list.number(wide);
    const room = roomOf(version === 0 ? 0 : list.number(2) & 15, boxes, end);
    if (list.number(2) !== 0) throw new RangeError('an item of another file');
    const base = room.base + list.number(baseSize);
    const extents = Array.from({ length: list.number(2) }, () => {
      list.number(indexSize);
      const from = base + list.number(offsetSize);
      const bytes = list.number(lengthSize);
      // Of size 0 is what reaches to the end, which is not known yet.
      const isWithin = bytes > 0 && from >= room.from && from + bytes <= room.to;
      if (!isWithin) throw new RangeError('a piece in a place where none can be');
      return { from, bytes };
    });
    return { id, extents };
  });
}

/** Where pieces of an item may be, and from where they are counted, by the way the item is put together. */
function roomOf(method: number, boxes: Boxes, end: number) {
  if (method === 0) return { base: 0, from: end, to: Number.POSITIVE_INFINITY };
  if (method !== 1) throw new RangeError('an item made of others');
  const { at, content } = boxOf(boxes, 'idat');
  return { base: at, from: at, to: at + content.left };
}

function boxesIn(list: Reader, at: number): Boxes {
  const boxes = new Map<string, { content: Reader; at: number }>();
  while (list.left > 0) {
    const { name, content } = list.box();
    boxes.set(name, { content, at: at + list.at - content.left });
  }
  return boxes;
}

function boxOf(boxes: Boxes, name: string) {
  const box = boxes.get(name);
  if (!box) throw new RangeError(`no box ${name}`);
  return box;
}

/** Reads one thing after another; throws a RangeError at the end. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get at(): number {
    return this.#at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  #take(count: number): Buffer {
    if (count < 0 || count > this.left) throw new RangeError('it ends early');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** Of 0, 1, 2, 4 or 8 bytes. */
  number(size: number): number {
    if (![0, 1, 2, 4, 8].includes(size)) throw new RangeError(`a number of ${size} bytes`);
    return this.#take(size).reduce((number, byte) => number * 256 + byte, 0);
  }

  text(count: number): string {
    return this.#take(count).toString('latin1');
  }

  /** A box begins with its version and 24 flags. */
  version(): number {
    const version = this.number(1);
    this.#take(3);
    return version;
  }

  rest(): string {
    return this.text(this.left);
  }

  /** The next box, of the plain form: lists are not so large that they need the other. */
  box(): { readonly name: string; readonly content: Reader } {
    const size = this.number(4);
    const name = this.text(4);
    return { name, content: new Reader(this.#take(size - 8)) };
  }
}
