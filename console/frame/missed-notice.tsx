import type { OperatorClient } from '../../client/index.ts';
import { live } from '../session.ts';
import { t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';

/** Tells somebody who let offered chats pass that they get no more, until they say that they are there. */
export function MissedNotice({ client }: { client: OperatorClient }) {
  if (live.value?.me?.away !== 'missed') return null;
  return (
    <Notice kind="info">
      <span>{t('missedNotice')}</span>{' '}
      <button type="button" class="quiet" onClick={() => client.setAccepting(true)}>
        {t('acceptAgain')}
      </button>
    </Notice>
  );
}
