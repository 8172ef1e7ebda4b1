import {
  linkSchema,
  lookAtLinkSchema,
  openLinkSchema,
  operatorSchema,
} from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { limitLinkUse } from '../limit-sign-ins.ts';
import { operatorAnswer } from '../operator-answer.ts';
import { setSessionCookie } from '../session-cookie.ts';

const GONE = 'this link, or it was used or is too old; ask for a new one';

/** Single-use links: looking at one does not use it. The secret comes in the body, since addresses are logged. */
export function registerLinks(api: ApiScope, deps: HttpDeps): void {
  const { access, onAccessChanged } = deps;
  const preHandler = limitLinkUse(deps.bus.countUse);

  api.post(
    '/links/look',
    { schema: { body: lookAtLinkSchema, response: { 200: linkSchema, ...ERRORS } }, preHandler },
    async (request) => {
      const link = await access.lookAtLink(request.body.token);
      if (!link) throw new Refused('not_found', GONE);
      return link;
    },
  );

  api.post(
    '/links/use',
    { schema: { body: openLinkSchema, response: { 200: operatorSchema, ...ERRORS } }, preHandler },
    async (request, reply) => {
      const used = await access.useLink(request.body);
      switch (used.outcome) {
        case 'unknown':
          throw new Refused('not_found', GONE);
        case 'email-taken':
          throw new Refused('conflict', 'another account has this e-mail address', 'email');
        case 'other-email':
          throw new Refused('invalid', 'email must be the one this link was made for', 'email');
        case 'opened':
          setSessionCookie(reply, used.secret);
          onAccessChanged(used.operator.id);
          return operatorAnswer(used.operator);
      }
    },
  );
}
