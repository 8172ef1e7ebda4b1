import { z } from 'zod';
import { invitedSchema, inviteSchema, operatorSchema } from '../../../protocol/index.schema.ts';
import { linkAddress } from '../../access/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { operatorAnswer } from '../operator-answer.ts';

/** The accounts of this installation, and inviting further ones. */
export function registerOperators(api: ApiScope, deps: HttpDeps): void {
  const { operators, access, publicUrl, onAccessChanged } = deps;

  api.get(
    '/operators',
    { schema: { response: { 200: z.array(operatorSchema), ...ERRORS } } },
    async () => (await operators.list()).map(operatorAnswer),
  );

  api.post(
    '/operators',
    { schema: { body: inviteSchema, response: { 201: invitedSchema, ...ERRORS } } },
    async (request, reply) => {
      const operator = await operators.invite(request.body);
      if (!operator) {
        throw new Refused('conflict', 'another account has this e-mail address', 'email');
      }
      const token = await access.makeLink('invite', operator.id);
      onAccessChanged(operator.id);
      const link = linkAddress(publicUrl(), token);
      return reply.status(201).send({ operator: operatorAnswer(operator), link });
    },
  );
}
