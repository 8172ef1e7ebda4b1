import { t } from '../text/index.ts';

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A picture made small enough for its place, as a `data:` address: WebP, or PNG where the browser cannot write that. Nothing
 * of the file but what it shows is left, such as where a photo was taken. Throws a sentence where the file is no picture.
 */
export async function shrinkPicture(file: Blob, most: Size, isSquare: boolean): Promise<string> {
  const picture = await createImageBitmap(file).catch((cause: unknown) => {
    throw new Error(t('noPicture'), { cause });
  });
  const { from, to } = placesFor(picture, most, isSquare);
  const canvas = document.createElement('canvas');
  canvas.width = to.width;
  canvas.height = to.height;
  canvas
    .getContext('2d')
    ?.drawImage(
      picture,
      (picture.width - from.width) / 2,
      (picture.height - from.height) / 2,
      from.width,
      from.height,
      0,
      0,
      to.width,
      to.height,
    );
  return canvas.toDataURL('image/webp', 0.9);
}

/** Which part of a picture is taken, from its middle, and how large it becomes; never larger than it is. Pure. */
export function placesFor(picture: Size, most: Size, isSquare: boolean): { from: Size; to: Size } {
  const side = Math.min(picture.width, picture.height);
  const from = isSquare ? { width: side, height: side } : picture;
  const scale = Math.min(1, most.width / from.width, most.height / from.height);
  const part = (length: number) => Math.max(1, Math.round(length * scale));
  return { from, to: { width: part(from.width), height: part(from.height) } };
}
