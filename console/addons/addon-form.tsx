import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Addon, AddonField } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { useAttempt } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Field, Notice, SecretInput } from '../ui/index.ts';
import { fieldWordsOf, needWords } from './words-of.ts';

/** Switches an add-on on or off and fills in what it asks for. */
export function AddonForm({ addon, onSaved }: { addon: Addon; onSaved: () => void }) {
  const shown = addon.fields.map(({ name }) => `settings.${name}`);
  const { errorAt, problem, attempt } = useAttempt(...shown);
  const [isSaved, setSaved] = useState(false);

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const settings = Object.fromEntries(
      addon.fields.map(({ name }) => [name, String(form.get(name) ?? '').trim()]),
    );
    setSaved(false);
    void attempt(
      () => api.updateAddon(addon.name, { enabled: form.has('enabled'), settings }),
      () => {
        setSaved(true);
        onSaved();
      },
    );
  }

  return (
    <form class="stack site-form" onSubmit={submit}>
      <p class="small muted">
        {addon.needs.length > 0
          ? t('addonNeeds', { needs: addon.needs.map(needWords).join(', ') })
          : t('addonNeedsNothing')}
      </p>
      <label class="row">
        <input type="checkbox" name="enabled" defaultChecked={addon.enabled} />
        {t('switchedOn')}
      </label>
      {addon.fields.map((field) => (
        <SettingField
          key={field.name + (addon.settings[field.name] ?? '')}
          addon={addon}
          field={field}
          value={addon.settings[field.name] ?? ''}
          error={errorAt(`settings.${field.name}`)}
        />
      ))}
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {isSaved && <Notice kind="success">{t('saved')}</Notice>}
      <div>
        <button type="submit">{t('save')}</button>
      </div>
    </form>
  );
}

function SettingField({
  addon,
  field,
  value,
  error,
}: {
  addon: Addon;
  field: AddonField;
  value: string;
  error: string | undefined;
}) {
  const [isShown, setShown] = useState(false);
  const name = field.name;
  return (
    <Field {...fieldWordsOf(addon, field)} error={error}>
      {(input) => {
        if (field.kind === 'url')
          return <input {...input} name={name} type="url" defaultValue={value} />;
        if (field.kind === 'text') return <input {...input} name={name} defaultValue={value} />;
        return (
          <div class="row writing">
            <SecretInput
              {...input}
              isShown={isShown}
              name={name}
              autocomplete="off"
              defaultValue={value}
            />
            <button type="button" class="quiet" onClick={() => setShown(!isShown)}>
              {t(isShown ? 'hideSecret' : 'showSecret')}
            </button>
          </div>
        );
      }}
    </Field>
  );
}
