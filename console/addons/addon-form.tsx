import type { TargetedInputEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Addon, AddonField } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { Form, useForm } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Field, Notice, SecretInput } from '../ui/index.ts';
import { fieldWordsOf, needWords } from './words-of.ts';

/** Switches an add-on on or off and fills in what it asks for. */
export function AddonForm({ addon, onSaved }: { addon: Addon; onSaved: () => void }) {
  const shown = addon.fields.map(({ name }) => `settings.${name}`);
  const form = useForm(inputOf(addon), ...shown);
  const { draft, change, errorAt, problem, isSaved } = form;

  function save() {
    const { enabled } = draft;
    const trimmed = Object.entries(draft.settings).map(([name, value]) => [name, value.trim()]);
    const input = { enabled, settings: Object.fromEntries(trimmed) };
    void form.attempt(() => api.updateAddon(addon.name, input), onSaved);
  }

  return (
    <Form class="stack site-form" refusal={form.refusal} onSave={save}>
      <p class="small muted">
        {addon.needs.length > 0
          ? t('addonNeeds', { needs: addon.needs.map(needWords).join(', ') })
          : t('addonNeedsNothing')}
      </p>
      <label class="row">
        <input
          type="checkbox"
          checked={draft.enabled}
          onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })}
        />
        {t('switchedOn')}
      </label>
      {addon.fields.map((field) => (
        <SettingField
          key={field.name}
          addon={addon}
          field={field}
          value={draft.settings[field.name] ?? ''}
          error={errorAt(`settings.${field.name}`)}
          onWrite={(text) =>
            change(({ settings }) => ({ settings: { ...settings, [field.name]: text } }))
          }
        />
      ))}
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {isSaved && <Notice kind="success">{t('saved')}</Notice>}
      <div>
        <button type="submit">{t('save')}</button>
      </div>
    </Form>
  );
}

/** Every field is there, also one that was never filled in. */
function inputOf({ enabled, fields, settings }: Addon) {
  const filled = fields.map(({ name }) => [name, settings[name] ?? ''] as const);
  return { enabled, settings: Object.fromEntries(filled) as Readonly<Record<string, string>> };
}

interface SettingProps {
  readonly addon: Addon;
  readonly field: AddonField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onWrite: (text: string) => void;
}

function SettingField({ addon, field, value, error, onWrite }: SettingProps) {
  const [isShown, setShown] = useState(false);
  const { name, kind } = field;
  const write = ({ currentTarget }: TargetedInputEvent<HTMLInputElement>) =>
    onWrite(currentTarget.value);
  return (
    <Field {...fieldWordsOf(addon, field)} error={error}>
      {(input) => {
        const own = { ...input, name, value, onInput: write };
        if (kind === 'url') return <input {...own} type="url" />;
        if (kind === 'text') return <input {...own} />;
        return (
          <div class="row writing">
            <SecretInput
              {...input}
              isShown={isShown}
              name={name}
              autocomplete="off"
              value={value}
              onWrite={onWrite}
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
