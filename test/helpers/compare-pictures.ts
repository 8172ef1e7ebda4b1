import type { Page } from 'playwright-core';

/** By so much a pixel's red, green or blue may differ, of 255: less than an eye tells apart. */
const TOLERANCE = 12;

/** How much of two PNGs differs, from 0 to 1; 1 where their sizes do. `page` is any that may draw. */
export async function differenceOf(page: Page, one: Buffer, other: Buffer): Promise<number> {
  if (one.equals(other)) return 0;
  const pictures = [one.toString('base64'), other.toString('base64')];
  return page.evaluate(
    async ([given, tolerance]) => {
      const [first, second] = await Promise.all(given.map(pixelsOf));
      if (first?.width !== second?.width || first?.height !== second?.height) return 1;
      if (!first || !second) throw new Error('two pictures are compared');
      let differing = 0;
      for (let at = 0; at < first.data.length; at += 4) {
        const isOther = [0, 1, 2].some(
          (part) =>
            Math.abs((first.data[at + part] ?? 0) - (second.data[at + part] ?? 0)) > tolerance,
        );
        if (isOther) differing += 1;
      }
      return differing / (first.width * first.height);

      async function pixelsOf(base64: string): Promise<ImageData> {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const context = canvas.getContext('2d');
        if (!context) throw new Error('the browser has no canvas');
        context.drawImage(picture, 0, 0);
        return context.getImageData(0, 0, picture.width, picture.height);
      }
    },
    [pictures, TOLERANCE] as const,
  );
}
