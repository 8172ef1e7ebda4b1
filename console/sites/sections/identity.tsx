import { t } from '../../text/index.ts';
import { BackendCode, Secrets } from '../identity/index.ts';
import type { Section, SectionProps } from '../section.ts';

/** How the site proves who its users are. */
export const identity: Section = {
  name: 'identity',
  title: 'siteIdentity',
  fields: ['settings.requireVerification'],
  Fields: IdentityFields,
};

function IdentityFields({ site, draft: { settings }, changeSettings }: SectionProps) {
  return (
    <>
      <p class="muted">{t('identityHelp')}</p>
      <label class="choice">
        <input
          type="checkbox"
          checked={settings.requireVerification}
          onChange={({ currentTarget }) =>
            changeSettings({ requireVerification: currentTarget.checked })
          }
        />
        <span>
          <strong>{t('requireVerification')}</strong>
          <br />
          <span class="small muted">{t('requireVerificationHelp')}</span>
        </span>
      </label>
      {site && <Secrets site={site} />}
      <BackendCode />
    </>
  );
}
