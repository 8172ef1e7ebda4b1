import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Addon, AddonField } from '../../protocol/index.ts';
import { ApiError, api } from '../api.ts';
import { t } from '../text/index.ts';
import { Field, Notice, SecretInput } from '../ui/index.ts';

type Outcome =
  | { name: 'none' }
  | { name: 'saved' }
  | { name: 'refused'; field: string; message: string };

/** Switches an add-on on or off and fills in what it asks for. */
export function AddonForm({ addon, onSaved }: { addon: Addon; onSaved: () => void }) {
  const [outcome, setOutcome] = useState<Outcome>({ name: 'none' });

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const settings = Object.fromEntries(
      addon.fields.map(({ name }) => [name, String(form.get(name) ?? '').trim()]),
    );
    try {
      await api.updateAddon(addon.name, { enabled: form.has('enabled'), settings });
      setOutcome({ name: 'saved' });
      onSaved();
    } catch (error) {
      const field = error instanceof ApiError ? error.field : '';
      setOutcome({ name: 'refused', field, message: error instanceof Error ? error.message : '' });
    }
  }

  return (
    <form class="stack site-form" onSubmit={(event) => void submit(event)}>
      <p class="small muted">
        {addon.needs.length > 0
          ? t('addonNeeds', { needs: addon.needs.join(', ') })
          : t('addonNeedsNothing')}
      </p>
      <label class="row">
        <input type="checkbox" name="enabled" defaultChecked={addon.enabled} />
        {t('switchedOn')}
      </label>
      {addon.fields.map((field) => (
        <SettingField
          key={field.name + (addon.settings[field.name] ?? '')}
          field={field}
          value={addon.settings[field.name] ?? ''}
          error={
            outcome.name === 'refused' && outcome.field === `settings.${field.name}`
              ? outcome.message
              : undefined
          }
        />
      ))}
      {outcome.name === 'refused' && <Notice kind="error">{outcome.message}</Notice>}
      {outcome.name === 'saved' && <Notice kind="success">{t('saved')}</Notice>}
      <div>
        <button type="submit">{t('save')}</button>
      </div>
    </form>
  );
}

function SettingField({
  field,
  value,
  error,
}: {
  field: AddonField;
  value: string;
  error: string | undefined;
}) {
  const [isShown, setShown] = useState(false);
  const name = field.name;
  return (
    <Field label={field.label} help={field.help} error={error}>
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
