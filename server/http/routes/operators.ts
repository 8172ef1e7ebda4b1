import { z } from 'zod';
import {
  invitedSchema,
  inviteSchema,
  operatorIdSchema,
  operatorInputSchema,
  operatorSchema,
} from '../../../protocol/index.schema.ts';
import { linkAddress } from '../../access/index.ts';
import type { OperatorChange, OperatorRecord } from '../../operators/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { operatorAnswer, signedInOperator } from '../operator-answer.ts';

const params = z.strictObject({ id: operatorIdSchema });

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
        throw new Refused('email_taken', '', 'email');
      }
      const token = await access.makeLink('invite', operator.id);
      onAccessChanged(operator.id);
      const link = linkAddress(publicUrl(), token);
      return reply.status(201).send({ operator: operatorAnswer(operator), link });
    },
  );

  api.put(
    '/operators/:id',
    {
      schema: { params, body: operatorInputSchema, response: { 200: operatorSchema, ...ERRORS } },
    },
    async (request) => {
      const by = signedInOperator(request);
      const operator = changed(await operators.update(request.params.id, request.body, by), 'role');
      onAccessChanged(operator.id);
      return operatorAnswer(operator);
    },
  );

  api.post(
    '/operators/:id/link',
    { schema: { params, response: { 201: invitedSchema, ...ERRORS } } },
    async (request, reply) => {
      const by = signedInOperator(request);
      const operator = changed(await operators.mayLink(request.params.id, by));
      const token = await access.makeLink(operator.invited ? 'invite' : 'password', operator.id);
      const link = linkAddress(publicUrl(), token);
      return reply.status(201).send({ operator: operatorAnswer(operator), link });
    },
  );

  api.delete(
    '/operators/:id/invitation',
    { schema: { params, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const operator = changed(
        await operators.withdraw(request.params.id, signedInOperator(request)),
      );
      onAccessChanged(operator.id);
      return reply.status(204).send(null);
    },
  );
}

/** The account after a change that was made; `field` is at fault where it was refused. */
function changed(change: OperatorChange, field?: string): OperatorRecord {
  if ('refused' in change) throw new Refused(change.refused, change.detail, field);
  if (!change.operator) throw new Refused('not_found', 'this operator');
  return change.operator;
}
