import { z } from 'zod';
import {
  groupIdSchema,
  groupInputSchema,
  groupSchema,
  groupSettingsSchema,
} from '../../../protocol/index.schema.ts';
import type { Group } from '../../../protocol/index.ts';
import type { GroupChange } from '../../groups/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';

const params = z.strictObject({ id: groupIdSchema });

/** Groups of operators. */
export function registerGroups(api: ApiScope, { groups }: HttpDeps): void {
  api.get('/groups', { schema: { response: { 200: z.array(groupSchema), ...ERRORS } } }, () =>
    groups.list(),
  );

  api.post(
    '/groups',
    { schema: { body: groupInputSchema, response: { 201: groupSchema, ...ERRORS } } },
    async (request, reply) => reply.status(201).send(answer(await groups.create(request.body))),
  );

  api.get(
    '/groups/everybody',
    { schema: { response: { 200: groupSettingsSchema, ...ERRORS } } },
    () => groups.everybodys(),
  );

  api.put(
    '/groups/everybody',
    { schema: { body: groupSettingsSchema, response: { 200: groupSettingsSchema, ...ERRORS } } },
    async (request) => {
      await groups.setEverybodys(request.body);
      return request.body;
    },
  );

  api.put(
    '/groups/:id',
    { schema: { params, body: groupInputSchema, response: { 200: groupSchema, ...ERRORS } } },
    async (request) => answer(await groups.update(request.params.id, request.body)),
  );

  api.delete(
    '/groups/:id',
    { schema: { params, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      if (!(await groups.remove(request.params.id))) throw new Refused('not_found', 'this group');
      return reply.status(204).send(null);
    },
  );
}

function answer(change: GroupChange): Group {
  if ('wrong' in change) {
    throw new Refused(
      change.wrong === 'name' ? 'name_taken' : 'invalid',
      change.detail,
      change.wrong,
    );
  }
  if (!change.group) throw new Refused('not_found', 'this group');
  return change.group;
}
