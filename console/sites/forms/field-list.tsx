import { useState } from 'preact/hooks';
import type { FormField } from '../../../protocol/index.ts';
import { LIMITS } from '../../../protocol/index.ts';
import { useNextFocus } from '../../editing/index.ts';
import { t } from '../../text/index.ts';
import { AddField } from './add-field.tsx';
import { moveField, newField } from './edit-fields.ts';
import { FieldEditor } from './field-editor.tsx';
import { fieldName } from './field-words.ts';

interface FieldListProps {
  readonly fields: readonly FormField[];
  readonly errorAt: (place: string) => string | undefined;
  readonly onChange: (fields: FormField[]) => void;
}

/** The fields of a form in their order. What moves keeps the focus, and where it went is said. */
export function FieldList({ fields, errorAt, onChange }: FieldListProps) {
  const { list, focusNext } = useNextFocus<HTMLDivElement>(fields);
  const [said, setSaid] = useState('');

  function move(from: number, by: -1 | 1): void {
    const to = from + by;
    const field = fields[from];
    if (!field || to < 0 || to >= fields.length) return;
    const within = `[data-field="${field.id}"]`;
    focusNext(`${within} [data-move="${by}"]:enabled`, `${within} [data-move]:enabled`);
    onChange(moveField(fields, from, to));
    setSaid(t('fieldMoved', { name: fieldName(field), place: to + 1, count: fields.length }));
  }

  function remove(index: number): void {
    const left = fields.filter((_, nth) => nth !== index);
    const neighbour = left[Math.min(index, left.length - 1)];
    focusNext(neighbour ? `[data-field="${neighbour.id}"] input` : '.add-field select');
    const field = fields[index];
    if (field) setSaid(t('fieldRemoved', { name: fieldName(field) }));
    onChange(left);
  }

  return (
    <div class="stack" ref={list}>
      <ol class="form-fields">
        {fields.map((field, index) => (
          <FieldEditor
            key={field.id}
            field={field}
            isFirst={index === 0}
            isLast={index === fields.length - 1}
            errorAt={(part) => errorAt(`fields.${index}.${part}`)}
            onChange={(changed) => onChange(fields.map((one) => (one === field ? changed : one)))}
            onMove={(by) => move(index, by)}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      {fields.length < LIMITS.formFields ? (
        <AddField
          fields={fields}
          onAdd={(choice) => {
            const field = newField(fields, choice);
            focusNext(`[data-field="${field.id}"] input`);
            onChange([...fields, field]);
          }}
        />
      ) : (
        <p class="small muted">{t('fieldLimit', { limit: LIMITS.formFields })}</p>
      )}
      <p class="hidden" role="status">
        {said}
      </p>
    </div>
  );
}
