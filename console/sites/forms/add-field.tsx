import { useState } from 'preact/hooks';
import type { FieldKind, FormField } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { Field } from '../../ui/index.ts';
import { FIELD_KINDS, NAMED_FIELDS, type NamedField } from './edit-fields.ts';

/** Chooses what to add: a field that the widget has words for, once each, or one of any kind. */
export function AddField({
  fields,
  onAdd,
}: {
  fields: readonly FormField[];
  onAdd: (choice: FieldKind | NamedField) => void;
}) {
  const left = NAMED_FIELDS.filter(({ id }) => fields.every((field) => field.id !== id));
  const choices = [
    ...left.map((named) => ({ name: named.id, title: t(`field-${named.id}`), choice: named })),
    ...FIELD_KINDS.map((kind) => ({
      name: `kind-${kind}`,
      title: t('fieldOfKind', { kind: t(`kind-${kind}`) }),
      choice: kind,
    })),
  ];
  const [wanted, setWanted] = useState('');
  const chosen = choices.find(({ name }) => name === wanted) ?? choices[0];
  return (
    <div class="add-field">
      <Field label={t('fieldToAdd')}>
        {(input) => (
          <select
            {...input}
            value={chosen?.name}
            onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          >
            {choices.map(({ name, title }) => (
              <option key={name} value={name} selected={name === chosen?.name}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="button" class="quiet" onClick={() => chosen && onAdd(chosen.choice)}>
        {t('addField')}
      </button>
    </div>
  );
}
