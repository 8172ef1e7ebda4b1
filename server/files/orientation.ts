const ORIENTATION = 0x0112;
const SHORT = 3;

/** How a camera held an image, from 1 (upright) to 8, by its Exif data, which are a small TIFF file; 1 where they do not say. */
export function orientationIn(tiff: Buffer): number {
  try {
    const isLittle = tiff.toString('latin1', 0, 2) === 'II';
    const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    const entries = short(directory);
    for (let index = 0; index < entries; index += 1) {
      const entry = directory + 2 + index * 12;
      if (short(entry) === ORIENTATION) return withinRange(short(entry + 8));
    }
  } catch (error) {
    // Data that end early say nothing.
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

/** Exif data that say nothing but this. */
export function orientationAlone(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}

function withinRange(orientation: number): number {
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}
