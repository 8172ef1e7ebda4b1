import type { ComponentChildren } from 'preact';
import type { ChatId } from '../../protocol/index.ts';
import { Rows } from '../rows/index.ts';
import { t } from '../text/index.ts';
import { HitList } from './hit-list.tsx';
import { NotThereYet } from './not-there-yet.tsx';
import type { ArchiveFound, Found } from './use-found.ts';
import { mayMeanVisitor } from './visitor-offer.tsx';

/** What the archive's query finds, or why there is nothing. */
export function FoundList({
  archive,
  chosen,
  seq,
  hrefOf,
  offer,
}: {
  archive: ArchiveFound;
  chosen: ChatId | undefined;
  /** Of the message that is marked. */
  seq: number | null;
  hrefOf: (chat: ChatId, seq?: number) => string;
  /** Stands beside little or nothing that was found of words. */
  offer: ComponentChildren;
}) {
  const { found } = archive;
  switch (found.name) {
    case 'searching':
    case 'no-words':
    case 'failed':
      return <NotThereYet found={found} again={archive.again} />;
    case 'days-turned':
      return (
        <p class="empty" role="status">
          {t('daysTurned')}
        </p>
      );
    case 'there': {
      const { items, kind } = found.found;
      const more = <More found={found} more={archive.more} />;
      return (
        <>
          <p class={items.length === 0 ? 'empty' : 'count-line small muted'} role="status">
            {wordsFor(found)}
          </p>
          {items.length === 0 && more}
          {kind === 'hits' && mayMeanVisitor({ count: items.length, isAll: isAll(found) }) && offer}
          {items.length > 0 && kind === 'chats' && (
            <Rows saysBegin rows={items} chosen={chosen} hrefOf={hrefOf} label={t('archive')}>
              <li class="more">{more}</li>
            </Rows>
          )}
          {items.length > 0 && kind === 'hits' && (
            <HitList hits={items} chosen={chosen} seq={seq} hrefOf={hrefOf}>
              <li class="more">{more}</li>
            </HitList>
          )}
        </>
      );
    }
  }
}

type There = Extract<Found, { name: 'there' }>;

function More({ found, more }: { found: There; more: () => void }) {
  if (found.isOnTheWay) return <p class="muted">{t('searchingBack')}</p>;
  if (found.next === null) return null;
  return (
    <button type="button" class="quiet" onClick={more}>
      {t('searchMore')}
    </button>
  );
}

function wordsFor(there: There): string {
  const { items, kind } = there.found;
  const count = items.length;
  if (count === 0) return there.isOnTheWay ? t('searchingBack') : t('archiveNothing');
  if (kind === 'hits') return t(isAll(there) ? 'searchFound' : 'searchFoundNewest', { count });
  return t(isAll(there) ? 'chatsFound' : 'chatsFoundNewest', { count });
}

function isAll({ next, isOnTheWay }: There): boolean {
  return next === null && !isOnTheWay;
}
