import { z } from 'zod';
import {
  keptPictureSchema,
  photoInputSchema,
  pictureInputSchema,
} from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { signedInOperator } from '../operator-answer.ts';

/** Uploads: a logo for a site's settings to name, and one's own photo. */
export function registerOwnPictures(api: ApiScope, { pictures }: HttpDeps): void {
  api.post(
    '/pictures',
    { schema: { body: pictureInputSchema, response: { 201: keptPictureSchema, ...ERRORS } } },
    async (request, reply) => {
      const id = await pictures.keepLogo(request.body.picture);
      if (!id) throw noPicture();
      return reply.status(201).send({ id });
    },
  );

  api.put(
    '/profile/photo',
    { schema: { body: photoInputSchema, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const isKept = await pictures.setPhoto(signedInOperator(request).id, request.body.picture);
      if (!isKept) throw noPicture();
      return reply.status(204).send(null);
    },
  );
}

/** The bytes are not what the address says. */
function noPicture(): Refused {
  const detail = 'picture is not a PNG, JPEG or WebP';
  return new Refused('invalid', { detail, fault: 'picture' }, 'picture');
}
