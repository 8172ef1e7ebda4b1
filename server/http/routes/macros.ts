import { z } from 'zod';
import { macroIdSchema, macroInputSchema, macroSchema } from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import { askerOf, keptBy } from '../asker.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';

const params = z.strictObject({ id: macroIdSchema });

/** Steps that the console runs under one name: those that who asks may see and change. */
export function registerMacros(api: ApiScope, deps: HttpDeps): void {
  const { macros } = deps;

  api.get(
    '/macros',
    { schema: { response: { 200: z.array(macroSchema), ...ERRORS } } },
    async (request) => macros.list(await askerOf(request, deps)),
  );

  api.post(
    '/macros',
    { schema: { body: macroInputSchema, response: { 201: macroSchema, ...ERRORS } } },
    async (request, reply) => {
      const made = await macros.create(await askerOf(request, deps), request.body);
      return reply.status(201).send(keptBy(made));
    },
  );

  api.put(
    '/macros/:id',
    { schema: { params, body: macroInputSchema, response: { 200: macroSchema, ...ERRORS } } },
    async (request) => {
      const asker = await askerOf(request, deps);
      return keptBy(await macros.update(asker, request.params.id, request.body));
    },
  );

  api.delete(
    '/macros/:id',
    { schema: { params, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const problem = await macros.remove(await askerOf(request, deps), request.params.id);
      if (problem) throw new Refused(problem.code, problem.detail);
      return reply.status(204).send(null);
    },
  );
}
