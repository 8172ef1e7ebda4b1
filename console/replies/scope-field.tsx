import type { Scope, Site } from '../../protocol/index.ts';
import { live } from '../session.ts';
import { t } from '../text/index.ts';
import { Field } from '../ui/index.ts';
import { asText } from '../visitors/index.ts';

interface Choice {
  readonly name: string;
  readonly words: string;
  readonly scope: Scope;
}

/** Whose something is. Who may change only their own is not asked. */
export function ScopeField({
  scope,
  isManager,
  sites,
  error,
  onChange,
}: {
  scope: Scope;
  isManager: boolean;
  sites: readonly Site[];
  error?: string | undefined;
  onChange: (scope: Scope) => void;
}) {
  if (!isManager) return <p class="muted">{t('scopeOnlyYou')}</p>;
  const general: Choice[] = [
    { name: 'own', words: t('scope-own'), scope: { kind: 'own' } },
    { name: 'everybody', words: t('scope-everybody'), scope: { kind: 'everybody' } },
  ];
  const ofSites = sites.map(({ id, name }) => choice({ kind: 'site', site: id }, name));
  const ofGroups = (live.value?.groups ?? []).map(({ id, name }) =>
    choice({ kind: 'group', group: id }, name),
  );
  const all = [...general, ...ofSites, ...ofGroups];
  const chosen = nameOf(scope);
  return (
    <Field label={t('scope')} help={t('scopeHelp')} error={error}>
      {(input) => (
        <select
          {...input}
          value={chosen}
          onChange={({ currentTarget }) => {
            const found = all.find(({ name }) => name === currentTarget.value);
            if (found) onChange(found.scope);
          }}
        >
          {!all.some(({ name }) => name === chosen) && (
            <option value={chosen} selected>
              {t('goneOne')}
            </option>
          )}
          <Choices choices={general} chosen={chosen} />
          {ofSites.length > 0 && (
            <optgroup label={t('scope-site')}>
              <Choices choices={ofSites} chosen={chosen} />
            </optgroup>
          )}
          {ofGroups.length > 0 && (
            <optgroup label={t('scope-group')}>
              <Choices choices={ofGroups} chosen={chosen} />
            </optgroup>
          )}
        </select>
      )}
    </Field>
  );
}

function Choices({ choices, chosen }: { choices: readonly Choice[]; chosen: string }) {
  return (
    <>
      {choices.map(({ name, words }) => (
        <option key={name} value={name} selected={name === chosen}>
          {words}
        </option>
      ))}
    </>
  );
}

function choice(scope: Scope, name: string): Choice {
  return { name: nameOf(scope), words: asText(name), scope };
}

function nameOf(scope: Scope): string {
  switch (scope.kind) {
    case 'site':
      return `site ${scope.site}`;
    case 'group':
      return `group ${scope.group}`;
    default:
      return scope.kind;
  }
}

/** Whose something is, in words. */
export function scopeWords({ scope, scopeName }: { scope: Scope; scopeName: string }): string {
  const name = asText(scopeName) || t('goneOne');
  switch (scope.kind) {
    case 'own':
      return t('scope-own');
    case 'everybody':
      return t('scope-everybody');
    case 'site':
      return t('scopeSite', { name });
    case 'group':
      return t('scopeGroup', { name });
  }
}
