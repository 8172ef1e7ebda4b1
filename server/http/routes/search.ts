import { searchAnswerSchema, searchQuerySchema } from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';

const NO_LETTER = { detail: 'q must hold a letter or a digit', fault: 'no_letter' };

/** Finding what was said. */
export function registerSearch(api: ApiScope, { search }: HttpDeps): void {
  api.get(
    '/search',
    {
      schema: { querystring: searchQuerySchema, response: { 200: searchAnswerSchema, ...ERRORS } },
    },
    async (request) => {
      const { q, before, ...filter } = request.query;
      const answer = await search.find(q, before ?? null, filter);
      if (!answer) throw new Refused('invalid', NO_LETTER, 'q');
      return answer;
    },
  );
}
