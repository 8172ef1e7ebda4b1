import { z } from 'zod';
import { viewInputSchema, viewSchema } from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { signedInOperator } from '../operator-answer.ts';

const params = z.strictObject({ id: viewSchema.shape.id });

/** The views of the inbox: one's own, and those that everybody sees. */
export function registerViews(api: ApiScope, { views }: HttpDeps): void {
  api.get('/views', { schema: { response: { 200: z.array(viewSchema), ...ERRORS } } }, (request) =>
    views.list(signedInOperator(request)),
  );

  api.post(
    '/views',
    { schema: { body: viewInputSchema, response: { 201: viewSchema, ...ERRORS } } },
    async (request, reply) => {
      const outcome = await views.create(signedInOperator(request), request.body);
      if ('refuse' in outcome) throw new Refused(outcome.refuse, outcome.detail);
      return reply.status(201).send(outcome.view);
    },
  );

  api.put(
    '/views/:id',
    { schema: { params, body: viewInputSchema, response: { 200: viewSchema, ...ERRORS } } },
    async (request) => {
      const { id } = request.params;
      const outcome = await views.update(signedInOperator(request), id, request.body);
      if ('refuse' in outcome) throw new Refused(outcome.refuse, outcome.detail);
      return outcome.view;
    },
  );

  api.delete(
    '/views/:id',
    { schema: { params, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const refusal = await views.remove(signedInOperator(request), request.params.id);
      if (refusal) throw new Refused(refusal.refuse, refusal.detail);
      return reply.status(204).send(null);
    },
  );
}
