import { z } from 'zod';
import {
  banInputSchema,
  banListSchema,
  guardCountsSchema,
  visitorIdSchema,
} from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { signedInOperator } from '../operator-answer.ts';

/** Who may not write, and what was not taken: operators ban and lift, managers see all of it. */
export function registerBans(api: ApiScope, { bans, guard }: HttpDeps): void {
  api.get('/bans', { schema: { response: { 200: banListSchema, ...ERRORS } } }, () => bans.list());

  api.get('/guard', { schema: { response: { 200: guardCountsSchema, ...ERRORS } } }, () =>
    guard.counts.read(),
  );

  api.post(
    '/bans',
    { schema: { body: banInputSchema, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const { id, name } = signedInOperator(request);
      if (!(await bans.ban({ id, name }, request.body))) {
        throw new Refused('not_found', 'this visitor', 'visitor');
      }
      return reply.status(204).send(null);
    },
  );

  api.delete(
    '/bans/:visitor',
    {
      schema: {
        params: z.strictObject({ visitor: visitorIdSchema }),
        response: { 204: z.null(), ...ERRORS },
      },
    },
    async (request, reply) => {
      if (!(await bans.lift(request.params.visitor))) {
        throw new Refused('not_found', 'a ban of this visitor', 'visitor');
      }
      return reply.status(204).send(null);
    },
  );
}
