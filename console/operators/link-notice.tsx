import type { Invited } from '../../protocol/index.ts';
import { t } from '../text/index.ts';
import { CopyButton, Notice } from '../ui/index.ts';
import { asText } from '../visitors/index.ts';

/** A single-use link that was made just now, to be handed to whom it is for. */
export function LinkNotice({ made: { operator, link } }: { made: Invited }) {
  const key = operator.invited ? 'invitedHelp' : 'passwordLinkHelp';
  return (
    <Notice kind="success">
      <p>{t(key, { name: asText(operator.name) })}</p>
      <pre>{link}</pre>
      <CopyButton text={link} label={t('copy')} done={t('copied')} />
    </Notice>
  );
}
