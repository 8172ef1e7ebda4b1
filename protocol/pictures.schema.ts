import { z } from 'zod';
import * as LIMITS from './limits.ts';
import { pictureIdSchema } from './site-looks.schema.ts';

const DATA_ADDRESS = /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/** A small picture as a `data:` address, as a canvas gives it: PNG, JPEG or WebP. */
const pictureSchema = z
  .string()
  .refine((address) => DATA_ADDRESS.test(address), {
    error: 'must be a PNG, JPEG or WebP picture as a data: address in base64',
    params: { fault: 'picture' },
  })
  .refine((address) => bytesOf(address) <= LIMITS.pictureBytes, {
    error: (issue) =>
      `is ${bytesOf(String(issue.input))} bytes large, the limit is ${LIMITS.pictureBytes}`,
  });

/** POST /api/v1/pictures */
export const pictureInputSchema = z.strictObject({ picture: pictureSchema });
/** Its address is `/v1/pictures/ID`; one that no site shows is removed after a day. */
export const keptPictureSchema = z.strictObject({ id: pictureIdSchema });
/** PUT /api/v1/profile/photo: of whoever is signed in; null takes it away. */
export const photoInputSchema = z.strictObject({ picture: pictureSchema.nullable() });

/** Of what base64 stands for: four letters are three bytes, less one for each sign at the end. */
function bytesOf(address: string): number {
  const base64 = address.slice(address.indexOf(',') + 1);
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}
