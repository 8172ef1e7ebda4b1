import type { FastifyInstance, FastifyReply } from 'fastify';
import { operatorIdSchema, pictureIdSchema } from '../../../protocol/index.schema.ts';
import type { Picture } from '../../pictures/index.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { allowEverySite } from '../headers.ts';

/** Logos and photos, for pages on every site. */
export function registerPictures(app: FastifyInstance, { pictures }: HttpDeps): void {
  app.get<{ Params: { id: string } }>('/v1/pictures/:id', async (request, reply) => {
    const id = pictureIdSchema.safeParse(request.params.id);
    const picture = id.success ? await pictures.find(id.data) : undefined;
    if (!picture) throw new Refused('not_found', 'this picture');
    return send(reply, picture, 'public, max-age=31536000, immutable');
  });

  app.get<{ Params: { operator: string } }>('/v1/photos/:operator', async (request, reply) => {
    const operator = operatorIdSchema.safeParse(request.params.operator);
    const photo = operator.success ? await pictures.findPhoto(operator.data) : undefined;
    const caching = 'public, max-age=300';
    if (photo) return send(reply, photo, caching);
    // No error: most operators have none, and a page's console is not the place to say so.
    return allowEverySite(reply).header('cache-control', caching).status(204).send();
  });
}

/** What was uploaded is never run: its type is one of three that the relay told from its bytes. */
function send(reply: FastifyReply, { type, bytes }: Picture, caching: string): FastifyReply {
  return allowEverySite(reply).header('cache-control', caching).type(type).send(bytes);
}
