import type { ComponentChildren } from 'preact';
import type { ChatId, SearchHit } from '../../protocol/index.ts';
import { t } from '../text/index.ts';
import { HitRow } from './hit-row.tsx';

/** What was found in what was said, the newest first. */
export function HitList({
  hits,
  chosen,
  seq,
  hrefOf,
  children,
}: {
  hits: readonly SearchHit[];
  chosen: ChatId | undefined;
  /** Of the message that is marked in the open chat. */
  seq: number | null;
  hrefOf: (chat: ChatId, seq: number) => string;
  /** Stands beneath them. */
  children: ComponentChildren;
}) {
  return (
    <ul class="rows" aria-label={t('searchResults')}>
      {hits.map((hit) => (
        <HitRow
          key={`${hit.chat} ${hit.seq}`}
          hit={hit}
          href={hrefOf(hit.chat, hit.seq)}
          isChosen={hit.chat === chosen && (seq === null || hit.seq === seq)}
        />
      ))}
      {children}
    </ul>
  );
}
