import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageSize, stripMetadata } from '../../../server/files/index.ts';
import { png } from '../../helpers/sample-files.ts';
import { stripped } from '../../helpers/strip.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
/** Where somebody lives, as a camera writes it. */
const SECRET = 'GPS 52.5163 N 13.3777 E';

/** Exif data: how the camera was held, if it says so, and the secret. */
function exif(orientation?: number): string {
  const entry = `\x12\x01\x03\0\x01\0\0\0${String.fromCharCode(orientation ?? 0)}\0\0\0`;
  const entries = orientation === undefined ? '\0\0' : `\x01\0${entry}`;
  return `II*\0\x08\0\0\0${entries}\0\0\0\0${SECRET}`;
}

function segment(marker: number, content: string): Buffer {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(content.length + 2);
  return Buffer.concat([Buffer.from([0xff, marker]), size, latin(content)]);
}

const SCAN = '\x12\xff\0\x34\xff\xd0\x56\xff\0';
const JFIF = segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0');
const PROFILE = segment(0xe2, 'ICC_PROFILE\0\x01\x01colours');
const FRAME = segment(0xc2, '\x08\0\xc8\x01\x2c\x03');
const TABLE = segment(0xc4, 'table');
const HEADER = segment(0xda, '\x01\x01\0\0\x3f\0');
const IMAGE = [FRAME, TABLE, HEADER, latin(SCAN), TABLE, HEADER, latin(SCAN)];

function jpeg(...besides: Buffer[]): Buffer {
  return Buffer.concat([latin('\xff\xd8'), ...besides, ...IMAGE, latin('\xff\xd9')]);
}

function chunk(type: string, content: string): Buffer {
  const body = latin(type + content);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

/** A PNG with these chunks before its image. */
function pngWith(...besides: Buffer[]): Buffer {
  const plain = png(30, 20);
  return Buffer.concat([plain.subarray(0, 33), ...besides, plain.subarray(33)]);
}

function webp(...chunks: [type: string, content: string][]): Buffer {
  const body = chunks.map(([type, content]) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, latin(content), Buffer.alloc(content.length % 2)]);
  });
  const riff = latin('RIFF\0\0\0\0WEBP');
  riff.writeUInt32LE(Buffer.concat(body).length + 4, 4);
  return Buffer.concat([riff, ...body]);
}

const VP8X = '\x0c\0\0\0\x2b\x01\0\xc7\0\0';

describe('an image that is uploaded', () => {
  it('loses what a JPEG says beside what it shows, and what follows its end', async () => {
    const besides = [
      segment(0xe0, `JFXX\0${SECRET}`),
      segment(0xe1, `Exif\0\0${exif(1)}`),
      segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${SECRET}`),
      segment(0xe2, `MPF\0${SECRET}`),
      segment(0xed, `Photoshop 3.0\0${SECRET}`),
      segment(0xfe, SECRET),
    ];
    const photo = jpeg(JFIF, ...besides, PROFILE);
    expect(await stripped(Buffer.concat([photo, jpeg(...besides)]))).toEqual(jpeg(JFIF, PROFILE));
  });

  it('keeps its upright side, whichever it is', async () => {
    for (const turned of [2, 3, 4, 5, 6, 7, 8]) {
      const photo = await stripped(jpeg(segment(0xe1, `Exif\0\0${exif(turned)}`)));
      expect(photo.includes(SECRET)).toBe(false);
      expect(photo.includes(`\0\x01\0${String.fromCharCode(turned)}`, 'latin1')).toBe(true);
      const size = turned < 5 ? { width: 300, height: 200 } : { width: 200, height: 300 };
      expect(imageSize('image/jpeg', photo)).toEqual(size);
    }
  });

  it('loses texts, times and Exif data of a PNG, and what follows its end', async () => {
    const besides = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf', 'caBX'].map((type) =>
      chunk(type, SECRET),
    );
    const gamma = chunk('gAMA', '\0\0\xb1\x8f');
    const picture = Buffer.concat([pngWith(gamma, ...besides), latin(SECRET)]);
    expect(await stripped(picture)).toEqual(pngWith(gamma));
    const turned = await stripped(pngWith(chunk('eXIf', exif(6))));
    expect(turned.subarray(37, 41).toString()).toBe('eXIf');
    expect(turned.includes(SECRET)).toBe(false);
    expect(turned.includes('\0\x01\0\x06', 'latin1')).toBe(true);
  });

  it('loses Exif data, XMP and unknown chunks of a WebP, each of which leaves its place empty', async () => {
    const image: [string, string] = ['VP8 ', 'an image'];
    const picture = webp(
      ['VP8X', VP8X],
      image,
      ['EXIF', exif(6)],
      ['XMP ', `${SECRET}!`],
      ['what', SECRET],
    );
    const left = await stripped(Buffer.concat([picture, latin(SECRET)]));
    expect(left.length).toBe(picture.length);
    expect(left.includes(SECRET)).toBe(false);
    const start = picture.indexOf('EXIF');
    expect(left.subarray(0, start)).toEqual(picture.subarray(0, start));
    expect(left.includes('\0\x01\0\x06', 'latin1')).toBe(true);
  });

  it('is the same however it comes in, and is not changed a second time', async () => {
    const pictures = [
      jpeg(segment(0xe1, `Exif\0\0${exif(6)}`), PROFILE),
      pngWith(chunk('tEXt', SECRET), chunk('eXIf', exif(8))),
      webp(['VP8X', VP8X], ['VP8 ', 'an image'], ['EXIF', exif(3)]),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...pictures),
        fc.integer({ min: 1, max: 400 }),
        async (picture, size) => {
          const left = await stripped(picture, size);
          expect(left).toEqual(await stripped(picture, picture.length));
          expect(await stripped(left, size)).toEqual(left);
        },
      ),
      { seed: 20_261_129, numRuns: 120 },
    );
  });

  it('never grows by more than which side is up, and never holds the relay up, however broken it is', async () => {
    const pictures = [
      jpeg(segment(0xe1, `Exif\0\0${exif(6)}`), segment(0xfe, SECRET)),
      pngWith(chunk('eXIf', exif(6))),
      webp(['VP8X', VP8X], ['EXIF', exif(6)]),
    ];
    const flaw = fc.record({ at: fc.nat(300), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...pictures),
        fc.array(flaw, { maxLength: 6 }),
        fc.nat(300),
        async (picture, flaws, length) => {
          const broken = Buffer.from(picture.subarray(0, picture.length - (length % 60)));
          for (const { at, byte } of flaws) broken[at % broken.length] = byte;
          expect((await stripped(broken)).length).toBeLessThanOrEqual(broken.length + 40);
        },
      ),
      { seed: 20_261_129, numRuns: 400 },
    );
  });

  it('is nothing else: other files pass as they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        const content = Buffer.from(bytes);
        expect(await stripped(content)).toEqual(content);
      }),
      { seed: 20_261_129, numRuns: 100 },
    );
  });

  it('is read to its end, and a sender who went away is noticed', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield jpeg();
      throw new Error('gone');
    }
    const read = async () => {
      for await (const _part of stripMetadata(broken()));
    };
    await expect(read()).rejects.toThrow('gone');
  });
});
