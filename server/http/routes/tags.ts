import { z } from 'zod';
import { tagIdSchema, tagInputSchema, tagSchema } from '../../../protocol/index.schema.ts';
import type { Tag } from '../../../protocol/index.ts';
import type { TagProblem } from '../../tags/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';

const params = z.strictObject({ id: tagIdSchema });

/** What operators sort chats by. A chat is tagged by an event that is sent into it, not here. */
export function registerTags(api: ApiScope, { tags }: HttpDeps): void {
  api.get('/tags', { schema: { response: { 200: z.array(tagSchema), ...ERRORS } } }, () =>
    tags.list(),
  );

  api.post(
    '/tags',
    { schema: { body: tagInputSchema, response: { 201: tagSchema, ...ERRORS } } },
    async (request, reply) => reply.status(201).send(kept(await tags.create(request.body))),
  );

  api.put(
    '/tags/:id',
    { schema: { params, body: tagInputSchema, response: { 200: tagSchema, ...ERRORS } } },
    async (request) => kept(await tags.update(request.params.id, request.body)),
  );

  api.delete(
    '/tags/:id',
    { schema: { params, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      if (!(await tags.remove(request.params.id))) throw new Refused('not_found', 'this tag');
      return reply.status(204).send(null);
    },
  );
}

function kept(outcome: Tag | { readonly problem: TagProblem } | undefined): Tag {
  if (!outcome) throw new Refused('not_found', 'this tag');
  if (!('problem' in outcome)) return outcome;
  const { code, field, detail } = outcome.problem;
  throw new Refused(code, detail, field);
}
