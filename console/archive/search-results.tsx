import type { ChatId, SearchHit } from '../../protocol/index.ts';
import { hashSeq } from '../chat/index.ts';
import { t } from '../text/index.ts';
import { EVERYTHING, writeQuery } from './archive-query.ts';
import { HitList } from './hit-list.tsx';
import { NotThereYet } from './not-there-yet.tsx';
import type { Search } from './use-search.ts';
import { mayMeanVisitor, VisitorOffer } from './visitor-offer.tsx';

const hrefOf = (chat: ChatId, seq: number): string => `/console/chat/${chat}#${seq}`;

/** What was found, in the place of the inbox's lists, or why there is nothing. */
export function SearchResults({ search, chosen }: { search: Search; chosen: ChatId | undefined }) {
  const { found } = search;
  switch (found.name) {
    case 'searching':
    case 'no-words':
    case 'failed':
      return <NotThereYet found={found} again={search.again} />;
    case 'there': {
      const { hits, next } = found.answer;
      const text = search.text.trim();
      const query = writeQuery({ ...EVERYTHING, q: search.text });
      const ofVisitor = writeQuery({ ...EVERYTHING, visitor: text });
      return (
        <>
          <p class={hits.length === 0 ? 'empty' : 'hidden'} role="status">
            {countWords(hits, next, search.text)}
          </p>
          {mayMeanVisitor({ count: hits.length, isAll: next === null }) && (
            <VisitorOffer text={text} href={`/console/archive${ofVisitor}`} />
          )}
          {hits.length > 0 && (
            <HitList hits={hits} chosen={chosen} seq={hashSeq()} hrefOf={hrefOf}>
              {next !== null && (
                <li class="more">
                  <button type="button" class="quiet" onClick={search.more}>
                    {t('searchMore')}
                  </button>
                </li>
              )}
            </HitList>
          )}
          <p class="small in-archive">
            <a href={`/console/archive${query}`}>{t('searchInArchive')}</a>
          </p>
        </>
      );
    }
  }
}

function countWords(hits: readonly SearchHit[], next: number | null, text: string): string {
  if (hits.length === 0) return t('searchNothing', { text: text.trim() });
  return t(next === null ? 'searchFound' : 'searchFoundNewest', { count: hits.length });
}
