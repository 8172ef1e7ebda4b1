import { type ByteSource, byteSource } from './byte-source.ts';
import { stripAvif } from './strip-avif.ts';
import { stripGif } from './strip-gif.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { stripPng } from './strip-png.ts';
import { stripWebp } from './strip-webp.ts';

const HEAD_BYTES = 12;

/**
 * Takes out of JPEG, PNG, WebP, GIF and AVIF images what they say beside what they show: where and when they were taken, by whom, with what.
 * The image itself is not touched, and nothing is gathered: it goes on as it comes. Other files pass unchanged; broken ones lose
 * at most what no decoder would show. Rejects with what `bytes` rejects with; all of them are read.
 */
export async function* stripMetadata(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = byteSource(bytes);
  try {
    const head = await source.take(HEAD_BYTES);
    source.giveBack(head);
    yield* stripperFor(head)(source);
    await source.drain();
  } finally {
    await source.close();
  }
}

/** As `stripMetadata`, of what is small and here as a whole. */
export async function withoutMetadata(bytes: Buffer): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stripMetadata(inOnePart(bytes))) parts.push(part);
  return Buffer.concat(parts);
}

async function* inOnePart(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function stripperFor(head: Buffer): (source: ByteSource) => AsyncGenerator<Buffer> {
  const begin = head.toString('latin1');
  if (begin.startsWith('\xff\xd8\xff')) return stripJpeg;
  if (begin.startsWith('\x89PNG\r\n\x1a\n')) return stripPng;
  if (/^GIF8[79]a/.test(begin)) return stripGif;
  if (/^avi[fs]$/.test(begin.slice(8)) && begin.slice(4, 8) === 'ftyp') return stripAvif;
  if (begin.startsWith('RIFF') && begin.endsWith('WEBP')) return stripWebp;
  return (source) => source.pass(Number.POSITIVE_INFINITY);
}
