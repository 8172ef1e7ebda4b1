import { t } from '../../text/index.ts';
import { Field } from '../../ui/index.ts';
import type { SectionProps } from '../section.ts';
import { DomainsField } from './domains-field.tsx';

/** What a site is called, and where its widget may show. */
export function NameAndDomains({ draft, change, errorAt }: SectionProps) {
  return (
    <>
      <Field label={t('siteName')} help={t('siteNameHelp')} error={errorAt('name')}>
        {(input) => (
          <input
            {...input}
            required
            value={draft.name}
            onInput={({ currentTarget }) => change({ name: currentTarget.value })}
          />
        )}
      </Field>
      <DomainsField
        domains={draft.domains}
        error={errorAt('domains')}
        onChange={(written) => change({ domains: written })}
      />
    </>
  );
}
