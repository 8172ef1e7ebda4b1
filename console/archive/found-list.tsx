import type { ChatId } from '../../protocol/index.ts';
import { Rows } from '../rows/index.ts';
import { t } from '../text/index.ts';
import { HitList } from './hit-list.tsx';
import { NotThereYet } from './not-there-yet.tsx';
import type { ArchiveFound, Found } from './use-found.ts';

/** What the archive's query finds, or why there is nothing. */
export function FoundList({
  archive,
  chosen,
  seq,
  hrefOf,
}: {
  archive: ArchiveFound;
  chosen: ChatId | undefined;
  /** Of the message that is marked. */
  seq: number | null;
  hrefOf: (chat: ChatId, seq?: number) => string;
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
          {items.length > 0 && kind === 'chats' && (
            <Rows
              time="startedAt"
              rows={items}
              chosen={chosen}
              hrefOf={hrefOf}
              label={t('archive')}
            >
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

function wordsFor({ found, next, isOnTheWay }: There): string {
  const count = found.items.length;
  if (count === 0) return isOnTheWay ? t('searchingBack') : t('archiveNothing');
  const isAll = next === null;
  if (found.kind === 'hits') return t(isAll ? 'searchFound' : 'searchFoundNewest', { count });
  return t(isAll ? 'chatsFound' : 'chatsFoundNewest', { count });
}
