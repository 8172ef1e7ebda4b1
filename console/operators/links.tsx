import { useState } from 'preact/hooks';
import type { Invited, Operator } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { useAttempt } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { AskFirst, Notice } from '../ui/index.ts';
import { asText } from '../visitors/index.ts';
import { LinkNotice } from './link-notice.tsx';

interface LinksProps {
  readonly operator: Operator;
  /** The invitation was withdrawn: there is no such account any more. */
  readonly onGone: () => void;
}

/** What brings somebody in: the invitation anew or withdrawn while it is open, later a link for a new password. */
export function Links({ operator, onGone }: LinksProps) {
  const [made, setMade] = useState<Invited>();
  const { problem, attempt } = useAttempt();
  const { id, invited } = operator;
  const make = () => void attempt(() => api.makeLink(id), setMade);
  return (
    <section class="stack">
      <h2>{t(invited ? 'invitation' : 'password')}</h2>
      <p class="muted">{t(invited ? 'invitationHelp' : 'passwordLostHelp')}</p>
      <div>
        <button type="button" class="quiet" onClick={make}>
          {t(invited ? 'newInvitation' : 'newPasswordLink')}
        </button>
      </div>
      {made && <LinkNotice made={made} />}
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {invited && (
        <AskFirst
          label={t('withdrawInvitation')}
          question={t('withdrawAsk', { name: asText(operator.name) })}
          cancel={t('cancel')}
          onYes={() => api.withdrawInvitation(id).then(onGone)}
        >
          <p>{t('withdrawHelp')}</p>
        </AskFirst>
      )}
    </section>
  );
}
