import { useState } from 'preact/hooks';
import type { FormName, SiteForms } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { Field } from '../../ui/index.ts';
import { FieldList } from './field-list.tsx';
import './forms.css';

/** Any of a site's forms; only the one before the chat may be skipped. */
export type AnyForm = SiteForms[FormName] & { readonly voluntary?: boolean };

interface FormEditorProps {
  readonly name: FormName;
  readonly form: AnyForm;
  readonly isRefused: boolean;
  /** What the relay said against a part of the form, by its path in it. */
  readonly errorAt: (place: string) => string | undefined;
  /** Somebody looks at it. */
  readonly onTouched: () => void;
  readonly onChange: (changes: Partial<AnyForm>) => void;
}

/** One of a site's forms, folded while it is off. */
export function FormEditor(props: FormEditorProps) {
  const { name, form, isRefused, errorAt, onTouched, onChange } = props;
  // Later its reader opens and closes it: to switch the form off must not take it away from them.
  const [beginsOpen] = useState(form.enabled);
  return (
    <details class="form-editor" open={beginsOpen || isRefused}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is the button of its details */}
      <summary onClick={onTouched}>
        <h2>{t(`form-${name}`)}</h2>
        <span class="small muted">{t(form.enabled ? 'on' : 'off')}</span>
      </summary>
      <div class="stack form-parts">
        <p class="muted">{t(`formHelp-${name}`)}</p>
        <Tick isOn={form.enabled} onChange={(enabled) => onChange({ enabled })}>
          {t('formShown')}
        </Tick>
        {form.voluntary !== undefined && (
          <Tick isOn={form.voluntary} onChange={(voluntary) => onChange({ voluntary })}>
            {t('formVoluntary')}
          </Tick>
        )}
        <Field label={t('formTitle')} help={t('formOwnWords')} error={errorAt('title')}>
          {(input) => (
            <input
              {...input}
              value={form.title}
              placeholder={t(`formTitle-${name}`)}
              onInput={({ currentTarget }) => onChange({ title: currentTarget.value })}
            />
          )}
        </Field>
        <Field
          label={t('formText')}
          help={name === 'offline' ? t('formOwnWords') : ''}
          error={errorAt('text')}
        >
          {(input) => (
            <textarea
              {...input}
              rows={2}
              value={form.text}
              placeholder={name === 'offline' ? t('formText-offline') : ''}
              onInput={({ currentTarget }) => onChange({ text: currentTarget.value })}
            />
          )}
        </Field>
        <h3>{t('fields')}</h3>
        <FieldList
          fields={form.fields}
          errorAt={errorAt}
          onChange={(fields) => onChange({ fields })}
        />
      </div>
    </details>
  );
}

function Tick({
  isOn,
  onChange,
  children,
}: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: string;
}) {
  return (
    <label class="row">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {children}
    </label>
  );
}
