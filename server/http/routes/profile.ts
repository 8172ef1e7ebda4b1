import { z } from 'zod';
import { languageInputSchema } from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { signedInOperator } from '../operator-answer.ts';

/** What everybody changes of their own account. */
export function registerProfile(api: ApiScope, { operators }: HttpDeps): void {
  api.put(
    '/profile/language',
    { schema: { body: languageInputSchema, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      await operators.setLanguage(signedInOperator(request).id, request.body.language);
      return reply.status(204).send(null);
    },
  );
}
