import { z } from 'zod';
import {
  emailInputSchema,
  languageInputSchema,
  nameInputSchema,
  passwordInputSchema,
} from '../../../protocol/index.schema.ts';
import { NAMES } from '../../../protocol/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { limitPasswordChanges } from '../limit-sign-ins.ts';
import { signedInOperator } from '../operator-answer.ts';

const DONE = { 204: z.null(), ...ERRORS };

/** What everybody changes of their own account. */
export function registerProfile(api: ApiScope, deps: HttpDeps): void {
  const { operators, access, onAccessChanged } = deps;
  const { log } = deps.telemetry;

  api.put(
    '/profile/language',
    { schema: { body: languageInputSchema, response: DONE } },
    async (request, reply) => {
      await operators.setLanguage(signedInOperator(request).id, request.body.language);
      return reply.status(204).send(null);
    },
  );

  api.put(
    '/profile/name',
    { schema: { body: nameInputSchema, response: DONE } },
    async (request, reply) => {
      const { id: operator } = signedInOperator(request);
      await operators.rename(operator, request.body.name);
      log.info({ operator }, 'an operator changed their name');
      onAccessChanged(operator);
      return reply.status(204).send(null);
    },
  );

  api.put(
    '/profile/email',
    {
      schema: { body: emailInputSchema, response: DONE },
      preHandler: limitPasswordChanges(deps.bus.countUse),
    },
    async (request, reply) => {
      const { id: operator } = signedInOperator(request);
      const secret = request.cookies[NAMES.sessionCookie] ?? '';
      const outcome = await access.changeEmail({ operator, secret, ...request.body });
      if (outcome === 'wrong') throw new Refused('password_wrong', '', 'present');
      if (outcome === 'taken') throw new Refused('email_taken', '', 'email');
      log.info({ operator }, 'an operator changed their e-mail address');
      onAccessChanged(operator);
      return reply.status(204).send(null);
    },
  );

  api.put(
    '/profile/password',
    {
      schema: { body: passwordInputSchema, response: DONE },
      preHandler: limitPasswordChanges(deps.bus.countUse),
    },
    async (request, reply) => {
      const { id: operator } = signedInOperator(request);
      const secret = request.cookies[NAMES.sessionCookie] ?? '';
      const isChanged = await access.changePassword({ operator, secret, ...request.body });
      if (!isChanged) throw new Refused('password_wrong', '', 'present');
      log.info({ operator }, 'an operator changed their password');
      onAccessChanged(operator);
      return reply.status(204).send(null);
    },
  );
}
