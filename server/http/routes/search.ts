import { searchAnswerSchema, searchQuerySchema } from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';

/** Finding what was said. */
export function registerSearch(api: ApiScope, { search }: HttpDeps): void {
  api.get(
    '/search',
    {
      schema: { querystring: searchQuerySchema, response: { 200: searchAnswerSchema, ...ERRORS } },
    },
    async (request) => {
      const { q, before } = request.query;
      const answer = await search.find(q, before ?? null);
      if (!answer) throw new Refused('invalid', 'q must hold a letter or a digit', 'q');
      return answer;
    },
  );
}
