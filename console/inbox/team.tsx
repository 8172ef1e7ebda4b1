import type { ChatSummary, OperatorPresence } from '../../protocol/index.ts';
import { Waiting } from '../rows/index.ts';
import { live } from '../session.ts';
import { inRow, t } from '../text/index.ts';
import { asLine } from '../visitors/index.ts';
import { byLoad, longestWaiting } from './team-load.ts';

/** How many accept chats and how long the queue waits, at a glance; unfolded, who is here with how many chats. */
export function Team({ all }: { all: readonly ChatSummary[] }) {
  const here = (live.value?.operators ?? []).filter(({ online }) => online).sort(byLoad);
  const since = longestWaiting(all);
  return (
    <details class="team">
      <summary class="small">
        {t('teamAccepting', { count: here.filter(({ accepting }) => accepting).length })}
        {since !== null && (
          <>
            {' · '}
            <Waiting since={since} words="longestWait" />
          </>
        )}
      </summary>
      <ul aria-label={t('whoIsHere')}>
        {here.map((operator) => (
          <Member key={operator.id} operator={operator} />
        ))}
      </ul>
    </details>
  );
}

function Member({ operator: { name, accepting, chats, limit } }: { operator: OperatorPresence }) {
  return (
    <li class="small" data-accepting={accepting}>
      <bdi>{asLine(name)}</bdi>
      <span class="muted">
        {inRow([
          t(accepting ? 'accepting' : 'notAccepting'),
          t('chatsOf', { chats, count: limit }),
        ])}
      </span>
    </li>
  );
}
