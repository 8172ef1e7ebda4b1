import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripped } from '../../helpers/strip.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const SECRET = 'GPS 52.5163 N 13.3777 E';

const short = (number: number) => Buffer.of(number >> 8, number & 255);
function long(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

function box(name: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([long(body.length + 8), latin(name), body]);
}

/** A piece of the file: an image, or something said about it, in the list itself or behind it. */
interface Piece {
  readonly type: 'av01' | 'Exif' | 'mime';
  readonly content: Buffer;
  readonly isInList: boolean;
}

function exif(orientation: number): Buffer {
  const entry = `\x12\x01\x03\0\x01\0\0\0${String.fromCharCode(orientation)}\0\0\0`;
  return Buffer.concat([long(6), latin(`Exif\0\0II*\0\x08\0\0\0\x01\0${entry}\0\0\0\0${SECRET}`)]);
}

const IMAGE: Piece = { type: 'av01', content: latin('an image, or a part'), isInList: false };
const EXIF: Piece = { type: 'Exif', content: exif(6), isInList: false };
const XMP: Piece = { type: 'mime', content: latin(`<xmp>${SECRET}</xmp>`), isInList: false };

interface Form {
  /** Of the list of places, 0 to 2. */
  readonly version: number;
  /** Bytes of each offset: 4 or 8. */
  readonly wide: number;
}
const FORM: Form = { version: 1, wide: 4 };

/** Where everything is, in these pieces' order; `shift` is added to what the list says of all but images. */
function avif(pieces: readonly Piece[], { version, wide }: Form = FORM, shift = 0): Buffer {
  const offset = (number: number) =>
    wide === 8 ? Buffer.concat([long(0), long(number)]) : long(number);
  const id = version < 2 ? short : long;
  const ftyp = box('ftyp', latin('avif\0\0\0\0avifmif1'));
  const infos = pieces.map(({ type }, index) => {
    const about = type === 'mime' ? 'xmp\0application/rdf+xml\0' : '\0';
    const wideId = version < 2 ? short(index + 1) : long(index + 1);
    return box(
      'infe',
      Buffer.of(version < 2 ? 2 : 3, 0, 0, 0),
      wideId,
      short(0),
      latin(type + about),
    );
  });
  const inList = pieces.filter(({ isInList }) => isInList);
  const behind = pieces.filter(({ isInList }) => !isInList);
  const listOf = (begin: number) => {
    const at = { list: 0, behind: begin };
    const places = pieces.map(({ type, content, isInList }, index) => {
      const place = isInList ? at.list : at.behind;
      if (isInList) at.list += content.length;
      else at.behind += content.length;
      const method = version === 0 ? Buffer.alloc(0) : short(isInList ? 1 : 0);
      const from = offset(place + (type === 'av01' ? 0 : shift));
      return [id(index + 1), method, short(0), short(1), from, long(content.length)];
    });
    const sizes = Buffer.of(version, 0, 0, 0, wide * 16 + 4, 0);
    return box(
      'meta',
      long(0),
      box('hdlr', latin('picture')),
      box('iinf', Buffer.of(0, 0, 0, 0), short(pieces.length), ...infos),
      box('iloc', sizes, id(pieces.length), ...places.flat()),
      box('idat', ...inList.map(({ content }) => content)),
    );
  };
  const begin = ftyp.length + listOf(1_000).length + 8;
  return Buffer.concat([ftyp, listOf(begin), box('mdat', ...behind.map(({ content }) => content))]);
}

describe('an AVIF that is uploaded', () => {
  it('loses Exif data and XMP, which leave their place empty, and keeps which side is up', async () => {
    const picture = avif([IMAGE, EXIF, XMP, IMAGE]);
    const left = await stripped(picture);
    expect(left.length).toBe(picture.length);
    expect(left.includes(SECRET)).toBe(false);
    expect(left.includes('\x01\x12\0\x03\0\0\0\x01\0\x06', 'latin1')).toBe(true);
    const start = picture.indexOf(EXIF.content);
    expect(left.subarray(0, start)).toEqual(picture.subarray(0, start));
    expect(left.subarray(-IMAGE.content.length)).toEqual(IMAGE.content);
  });

  it('loses nothing of what it shows, however its list is written and however it comes in', async () => {
    const piece = fc.record({
      type: fc.constantFrom('av01' as const, 'Exif' as const, 'mime' as const),
      content: fc
        .uint8Array({ min: 1, minLength: 40, maxLength: 90 })
        .map((bytes) => Buffer.from(bytes)),
      isInList: fc.boolean(),
    });
    const form = fc.record({ version: fc.constantFrom(0, 1, 2), wide: fc.constantFrom(4, 8) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 6 }),
        form,
        fc.integer({ min: 1, max: 300 }),
        async (some, how, size) => {
          // The oldest form of the list has nothing in itself.
          const pieces = some.map((one) => (how.version === 0 ? { ...one, isInList: false } : one));
          const picture = avif(pieces, how);
          const left = await stripped(picture, size);
          const images = pieces.filter(({ type }) => type === 'av01');
          const said = pieces.filter(({ type }) => type !== 'av01');
          expect(left.length).toBe(picture.length);
          for (const { content } of images) expect(left.includes(content)).toBe(true);
          for (const { content } of said) expect(left.includes(content)).toBe(false);
          expect(await stripped(left, size)).toEqual(left);
        },
      ),
      { seed: 20_261_129, numRuns: 150 },
    );
  });

  it('passes as it is where it is not understood, or where a piece would be taken from an image', async () => {
    const apart = avif([IMAGE, EXIF], FORM, -4);
    const ahead = avif([EXIF], FORM, -50);
    const another = Buffer.from(avif([IMAGE, EXIF]));
    another[another.indexOf('iloc') + 4] = 3;
    const many = avif(Array.from({ length: 20 }, () => EXIF));
    for (const picture of [apart, ahead, another, many]) {
      expect(await stripped(picture)).toEqual(picture);
    }
  });

  it('is never made longer or shorter, however broken it is', async () => {
    const flaw = fc.record({ at: fc.nat(400), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(flaw, { maxLength: 6 }), fc.nat(60), async (flaws, cut) => {
        const whole = avif([IMAGE, EXIF, { ...XMP, isInList: true }]);
        const broken = Buffer.from(whole.subarray(0, whole.length - cut));
        for (const { at, byte } of flaws) broken[12 + (at % (broken.length - 12))] = byte;
        expect((await stripped(broken)).length).toBe(broken.length);
      }),
      { seed: 20_261_129, numRuns: 300 },
    );
  });
});
