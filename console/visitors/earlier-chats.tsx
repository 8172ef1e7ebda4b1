import type { VisitorDetails } from '../../protocol/index.ts';
import { dayAndTime, inRow, t } from '../text/index.ts';
import { Fold } from './fact.tsx';
import { StrangeText } from './strange-text.tsx';

/** The visitor's other chats, each a link that opens it. */
export function EarlierChats({
  earlier,
  earlierCount,
}: Pick<VisitorDetails, 'earlier' | 'earlierCount'>) {
  if (earlier.length === 0) return null;
  return (
    <Fold title={t('earlierChats')} count={earlierCount} isOpen={earlier.length <= 3}>
      <ul class="earlier">
        {earlier.map(({ id, startedAt, operatorName, rating, preview }) => (
          <li key={id}>
            <a href={`/console/chat/${id}`}>
              <span class="earlier-said">
                {preview ? <StrangeText text={preview} /> : t('noText')}
              </span>
              <span class="small muted">
                {inRow([dayAndTime(startedAt), operatorName, rating && t(`rated-${rating}`)])}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {earlierCount > earlier.length && (
        <p class="small muted">{t('earlierChatsMore', { count: earlierCount - earlier.length })}</p>
      )}
    </Fold>
  );
}
