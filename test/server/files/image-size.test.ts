import { describe, expect, it } from 'vitest';
import { imageSize } from '../../../server/files/index.ts';
import { png } from '../../helpers/sample-files.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');

/** A JPEG of 300 × 200, as a camera wrote it that was held like this. */
function jpeg(orientation?: number): Buffer {
  const tiff = `II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0${String.fromCharCode(orientation ?? 1)}\0\0\0`;
  const exif = `Exif\0\0${tiff}`;
  const segment = `\xff\xe1\0${String.fromCharCode(exif.length + 2)}${exif}`;
  return latin(`\xff\xd8${orientation ? segment : ''}\xff\xc2\0\x11\x08\0\xc8\x01\x2c\x03`);
}

/** A box of AVIF that says a size. */
function ispe(width: number, height: number): string {
  const numbers = Buffer.alloc(12);
  numbers.writeUInt32BE(width, 4);
  numbers.writeUInt32BE(height, 8);
  return `\0\0\0\x14ispe${numbers.toString('latin1')}`;
}

const webp = (body: string) => latin(`RIFF\0\0\0\0WEBP${body}`);
const SIZE = { width: 300, height: 200 };

describe('the size of an image', () => {
  it.each([
    ['image/png', png(300, 200)],
    ['image/gif', latin('GIF89a\x2c\x01\xc8\0')],
    ['image/jpeg', jpeg()],
    ['image/jpeg', jpeg(3)],
    ['image/webp', webp('VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x2c\x01\xc8\0')],
    ['image/webp', webp('VP8L\0\0\0\0\x2f\x2b\xc1\x31\0')],
    ['image/webp', webp('VP8X\x0a\0\0\0\0\0\0\0\x2b\x01\0\xc7\0\0')],
    ['image/avif', latin(`\0\0\0\x18ftypavif${ispe(32, 32)}${ispe(300, 200)}`)],
  ] as const)('is read from a %s', (type, head) => {
    expect(imageSize(type, head)).toEqual(SIZE);
  });

  it('is that of the image as it is shown, where the camera was held upright', () => {
    for (const turned of [5, 6, 7, 8]) {
      expect(imageSize('image/jpeg', jpeg(turned))).toEqual({ width: 200, height: 300 });
    }
  });

  it('is unknown for what is damaged, of no size, of more than 100 megapixels, or no image', () => {
    expect(imageSize('image/png', png(300, 200).subarray(0, 18))).toBeUndefined();
    expect(imageSize('image/jpeg', latin('\xff\xd8\xff\xe0'))).toBeUndefined();
    expect(imageSize('image/jpeg', latin('\xff\xd8\xff\xe0\xff\xff'))).toBeUndefined();
    expect(imageSize('image/gif', latin('GIF89a\0\0\xc8\0'))).toBeUndefined();
    expect(imageSize('image/gif', latin('GIF89a\xff\xff\xff\xff'))).toBeUndefined();
    expect(imageSize('image/avif', latin('\0\0\0\x18ftypavif'))).toBeUndefined();
    expect(imageSize('application/pdf', latin('%PDF-'))).toBeUndefined();
  });
});
