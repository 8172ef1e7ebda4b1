import type { ByteSource } from './byte-source.ts';

/** The signature, and the screen that follows it. */
const HEAD_BYTES = 13;
const IMAGE_BYTES = 9;
// CompuServe's GIF 89a, appendix A.
const IMAGE = 0x2c;
const EXTENSION = 0x21;
const END = 0x3b;
const PLAIN_TEXT = 0x01;
const CONTROL = 0xf9;
const APPLICATION = 0xff;
const APPLICATION_BYTES = 11;
/** Extensions of applications that decide how an image looks: how often it is played, and its colours. */
const KEPT = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012']);

/**
 * Gives a GIF on without comments, XMP and what else applications put beside the image, and without what follows its end. Where
 * a block comes that no GIF has, all that is left passes as it is.
 */
export async function* stripGif(source: ByteSource): AsyncGenerator<Buffer> {
  const head = await source.take(HEAD_BYTES);
  yield head;
  yield* source.pass(tableBytes(head[10]));
  for (;;) {
    const [block] = await source.take(1);
    if (block === undefined) return;
    if (block === EXTENSION) yield* extension(source);
    else {
      yield Buffer.of(block);
      if (block === END) return;
      if (block === IMAGE) yield* image(source);
      else yield* source.pass(Number.POSITIVE_INFINITY);
    }
  }
}

async function* image(source: ByteSource): AsyncGenerator<Buffer> {
  const about = await source.take(IMAGE_BYTES);
  yield about;
  // One byte more: how many bits a code begins with.
  yield* source.pass(tableBytes(about[8]) + 1);
  yield* source.passUntil(endOfParts());
}

async function* extension(source: ByteSource): AsyncGenerator<Buffer> {
  const [label] = await source.take(1);
  if (label === undefined) return;
  const name = label === APPLICATION ? await source.take(1 + APPLICATION_BYTES) : Buffer.alloc(0);
  source.giveBack(name);
  if (isKept(label, name)) {
    yield Buffer.of(EXTENSION, label);
    yield* source.passUntil(endOfParts());
  } else {
    for await (const _part of source.passUntil(endOfParts()));
  }
}

/** The name of what an application put there stands in its first part. */
function isKept(label: number, name: Buffer): boolean {
  if (label !== APPLICATION) return label === CONTROL || label === PLAIN_TEXT;
  return name[0] === APPLICATION_BYTES && KEPT.has(name.toString('latin1', 1));
}

/** How large the table of colours is that these flags tell of. */
function tableBytes(flags = 0): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

/** Finds the end of the parts that an image or extension consists of: each after its size, the last one of size 0. */
function endOfParts(): (held: Buffer) => number {
  let left = 0;
  let isOver = false;
  return (held) => {
    let at = 0;
    while (!isOver && at < held.length) {
      if (left > 0) {
        const step = Math.min(left, held.length - at);
        at += step;
        left -= step;
      } else {
        left = held[at] ?? 0;
        at += 1;
        isOver = left === 0;
      }
    }
    return at;
  };
}
