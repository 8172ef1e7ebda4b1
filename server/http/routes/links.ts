import {
  accountSchema,
  linkSchema,
  lookAtLinkSchema,
  openLinkSchema,
} from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { limitLinkUse } from '../limit-sign-ins.ts';
import { accountAnswer } from '../operator-answer.ts';
import { setSessionCookie } from '../session-cookie.ts';

const GONE = 'this link, or it was used or is too old; ask for a new one';

/** Single-use links: looking at one does not use it. The secret comes in the body, since addresses are logged. */
export function registerLinks(api: ApiScope, deps: HttpDeps): void {
  const { access, onAccessChanged } = deps;
  /** Whoever opens a dead link is told what brings a new one: with an owner somebody's help, before that another start. */
  const gone = async () =>
    (await access.isOwned()) ? new Refused('not_found', GONE) : new Refused('no_owner');
  const preHandler = limitLinkUse(deps.bus.countUse);

  api.post(
    '/links/look',
    { schema: { body: lookAtLinkSchema, response: { 200: linkSchema, ...ERRORS } }, preHandler },
    async (request) => {
      const link = await access.lookAtLink(request.body.token);
      if (!link) throw await gone();
      return link;
    },
  );

  api.post(
    '/links/use',
    { schema: { body: openLinkSchema, response: { 200: accountSchema, ...ERRORS } }, preHandler },
    async (request, reply) => {
      const used = await access.useLink(request.body);
      switch (used.outcome) {
        case 'unknown':
          throw await gone();
        case 'email-taken':
          throw new Refused('email_taken', '', 'email');
        case 'other-email':
          throw new Refused(
            'invalid',
            { detail: 'email must be the one this link was made for', fault: 'other_email' },
            'email',
          );
        case 'opened':
          setSessionCookie(reply, used.secret);
          onAccessChanged(used.operator.id);
          return accountAnswer(used.operator);
      }
    },
  );
}
