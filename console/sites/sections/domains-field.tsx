import { useState } from 'preact/hooks';
import { toAsciiDomain } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { Field } from '../../ui/index.ts';
import { readDomains } from './read-domains.ts';
import { suggestDomain } from './suggest-domain.ts';

/** Domains one a line. Keeps the text as it is typed, since an empty line at its end is no domain yet. */
export function DomainsField({
  domains,
  error,
  onChange,
}: {
  domains: readonly string[];
  error: string | undefined;
  onChange: (domains: string[]) => void;
}) {
  const [text, setText] = useState('');
  const isTyped = readDomains(text).join('\n') === domains.join('\n');
  const suggested = suggestDomain(domains.map(toAsciiDomain));
  return (
    <>
      <Field label={t('domains')} help={t('domainsHelp')} error={error}>
        {(input) => (
          <textarea
            {...input}
            rows={3}
            dir="ltr"
            required
            value={isTyped ? text : domains.join('\n')}
            onInput={({ currentTarget }) => {
              setText(currentTarget.value);
              onChange(readDomains(currentTarget.value));
            }}
          />
        )}
      </Field>
      <StoredNames domains={domains} />
      {suggested && (
        <div class="row small">
          <span class="muted">{t('domainSuggested', { domain: suggested })}</span>
          <button type="button" class="quiet" onClick={() => onChange([...domains, suggested])}>
            {t('addDomain', { domain: suggested })}
          </button>
        </div>
      )}
    </>
  );
}

/** Names with letters that browsers write otherwise. */
function StoredNames({ domains }: { domains: readonly string[] }) {
  const changed = domains
    .map((written) => ({ written, stored: toAsciiDomain(written) }))
    .filter(({ written, stored }) => stored !== written.toLowerCase());
  return (
    <>
      {changed.map(({ written, stored }) => (
        <p key={written} class="small muted">
          {t('domainStored', { written, stored })}
        </p>
      ))}
    </>
  );
}
