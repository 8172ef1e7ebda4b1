import { z } from 'zod';
import {
  chatChoicesSchema,
  chatsAnswerSchema,
  chatsQuerySchema,
  exportQuerySchema,
} from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { signedInOperator } from '../operator-answer.ts';

/** Every chat there is: lists of them by filters, and files. */
export function registerChats(api: ApiScope, deps: HttpDeps): void {
  const { archive, demo, exports, groups, operators, sites, tags, publicUrl } = deps;

  api.get(
    '/chats',
    { schema: { querystring: chatsQuerySchema, response: { 200: chatsAnswerSchema, ...ERRORS } } },
    (request) => {
      const { order = 'began', before, ...filter } = request.query;
      if (order === 'said' && filter.state !== 'closed') {
        throw new Refused('invalid', 'order=said needs state=closed', 'order');
      }
      return archive.list(filter, order, before ?? null);
    },
  );

  api.get(
    '/chats/choices',
    { schema: { response: { 200: chatChoicesSchema, ...ERRORS } } },
    async () => {
      const lists = [
        ...([sites.list(), operators.list(), groups.list()] as const),
        ...([tags.list(), archive.goals()] as const),
      ] as const;
      const [ofSites, ofOperators, ofGroups, ofTags, goals] = await Promise.all(lists);
      return {
        sites: ofSites.map(named),
        operators: ofOperators.map(named),
        groups: ofGroups.map(named),
        tags: ofTags.map(named),
        goals,
        demo: (await demo?.siteKey()) !== undefined,
      };
    },
  );

  api.get(
    '/chats/export',
    {
      schema: {
        querystring: exportQuerySchema,
        response: { 200: z.unknown().describe('A file: CSV (RFC 4180), or JSON lines'), ...ERRORS },
      },
      // Whoever asks for the headers alone shall not have all of it written for nobody.
      exposeHeadRoute: false,
    },
    async (request, reply) => {
      const { format, q: text, ...filter } = request.query;
      const operator = signedInOperator(request).id;
      const outcome = exports.begin({ operator, format, filter, text, publicUrl: publicUrl() });
      if ('refuse' in outcome) throw new Refused(outcome.refuse, outcome.detail, outcome.field);
      const { body, type, name } = outcome;
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(body);
    },
  );
}

function named({ id, name }: { id: string; name: string }): { id: string; name: string } {
  return { id, name };
}
