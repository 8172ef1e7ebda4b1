import type { RefObject } from 'preact';
import type { ChatId, SearchHit } from '../../protocol/index.ts';
import { t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';
import { HitRow } from './hit-row.tsx';
import type { Search } from './use-search.ts';

/** What was found, in the place of the inbox's lists, or why there is nothing. */
export function SearchResults({
  search,
  input,
  chosen,
}: {
  search: Search;
  input: RefObject<HTMLInputElement | null>;
  chosen: ChatId | undefined;
}) {
  const { found } = search;
  switch (found.name) {
    case 'searching':
      return (
        <p class="waiting" role="status">
          {t('searching')}
        </p>
      );
    case 'no-words':
      return (
        <p class="empty" role="status">
          {t('searchNoWords')}
        </p>
      );
    case 'failed':
      return (
        <div class="empty stack">
          <Notice kind="error">{t('searchFailed', { reason: found.reason })}</Notice>
          <button type="button" class="quiet" onClick={search.again}>
            {t('tryAgain')}
          </button>
        </div>
      );
    case 'there': {
      const { hits, next } = found.answer;
      return (
        <>
          <p class={hits.length === 0 ? 'empty' : 'hidden'} role="status">
            {countWords(hits, next, search.text)}
          </p>
          {hits.length > 0 && (
            <ul class="rows" aria-label={t('searchResults')}>
              {hits.map((hit, index) => (
                <HitRow
                  key={`${hit.chat} ${hit.seq}`}
                  hit={hit}
                  index={index}
                  isChosen={hit.chat === chosen}
                  toField={() => input.current?.focus()}
                />
              ))}
              {next !== null && (
                <li class="more">
                  <button type="button" class="quiet" onClick={search.more}>
                    {t('searchMore')}
                  </button>
                </li>
              )}
            </ul>
          )}
        </>
      );
    }
  }
}

function countWords(hits: readonly SearchHit[], next: number | null, text: string): string {
  if (hits.length === 0) return t('searchNothing', { text: text.trim() });
  return t(next === null ? 'searchFound' : 'searchFoundNewest', { count: hits.length });
}
