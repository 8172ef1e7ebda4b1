import { z } from 'zod';
import { accountSchema, signInSchema } from '../../../protocol/index.schema.ts';
import { NAMES } from '../../../protocol/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { limitSignIns } from '../limit-sign-ins.ts';
import { accountAnswer, signedInOperator } from '../operator-answer.ts';
import { clearSessionCookie, setSessionCookie } from '../session-cookie.ts';

/** Who is signed in, signing in and out. */
export function registerSession(api: ApiScope, deps: HttpDeps): void {
  const { access, onAccessChanged } = deps;
  const limit = limitSignIns(deps.bus.countUse);

  api.get('/session', { schema: { response: { 200: accountSchema, ...ERRORS } } }, (request) =>
    accountAnswer(signedInOperator(request)),
  );

  api.post(
    '/session',
    {
      schema: { body: signInSchema, response: { 200: accountSchema, ...ERRORS } },
      preHandler: limit,
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const signedIn = await access.signIn(email, password);
      if (!signedIn) throw new Refused('sign_in_wrong');
      setSessionCookie(reply, signedIn.secret);
      return accountAnswer(signedIn.operator);
    },
  );

  api.delete(
    '/session',
    { schema: { response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const operator = await access.signOut(request.cookies[NAMES.sessionCookie]);
      if (operator) onAccessChanged(operator);
      clearSessionCookie(reply);
      return reply.status(204).send(null);
    },
  );
}
