import type { FormField } from '../../../protocol/index.ts';
import { LIMITS } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { Field } from '../../ui/index.ts';
import { FIELD_KINDS, hasOptions, ofKind } from './edit-fields.ts';
import { fieldName, ownWords } from './field-words.ts';
import { OptionsField } from './options-field.tsx';

interface FieldEditorProps {
  readonly field: FormField;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** What the relay said against a part of the field, by its name. */
  readonly errorAt: (part: string) => string | undefined;
  readonly onChange: (field: FormField) => void;
  /** By one place: -1 is up. */
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One field of a form: its kind, label and options, and its place. Alt with an arrow moves it too. */
export function FieldEditor(props: FieldEditorProps) {
  const { field, isFirst, isLast, errorAt, onChange, onMove, onRemove } = props;
  const name = fieldName(field);

  function onKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  }

  return (
    <li class="form-field stack" data-field={field.id} onKeyDown={onKeyDown}>
      <div class="field-head">
        <Field label={t('fieldLabel')} error={errorAt('label')}>
          {(input) => (
            <input
              {...input}
              value={field.label}
              placeholder={ownWords(field.id)}
              maxLength={LIMITS.labelCodePoints}
              onInput={({ currentTarget }) => onChange({ ...field, label: currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('fieldKind')} error={errorAt('kind')}>
          {(input) => (
            <select
              {...input}
              value={field.kind}
              onChange={({ currentTarget }) => {
                const kind = FIELD_KINDS.find((one) => one === currentTarget.value);
                onChange(ofKind(field, kind ?? field.kind));
              }}
            >
              {FIELD_KINDS.map((kind) => (
                <option key={kind} value={kind} selected={kind === field.kind}>
                  {t(`kind-${kind}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {hasOptions(field.kind) && (
        <OptionsField
          options={field.options ?? []}
          error={errorAt('options')}
          onChange={(options) => onChange({ ...field, options })}
        />
      )}
      <div class="spread">
        <label class="row">
          <input
            type="checkbox"
            checked={field.required}
            onChange={({ currentTarget }) =>
              onChange({ ...field, required: currentTarget.checked })
            }
          />
          {t('fieldRequired')}
        </label>
        <div class="row">
          <button
            type="button"
            class="quiet"
            data-move="-1"
            disabled={isFirst}
            aria-label={t('fieldUp', { name })}
            onClick={() => onMove(-1)}
          >
            ↑
          </button>
          <button
            type="button"
            class="quiet"
            data-move="1"
            disabled={isLast}
            aria-label={t('fieldDown', { name })}
            onClick={() => onMove(1)}
          >
            ↓
          </button>
          <button
            type="button"
            class="quiet"
            aria-label={t('fieldRemove', { name })}
            onClick={onRemove}
          >
            {t('remove')}
          </button>
        </div>
      </div>
    </li>
  );
}
