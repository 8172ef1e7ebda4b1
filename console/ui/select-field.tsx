import { Field } from './field.tsx';

/** One of a few choices. */
export function SelectField<Name extends string>({
  label,
  help,
  error,
  choices,
  value,
  onChange,
}: {
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  choices: readonly { readonly name: Name; readonly words: string }[];
  value: Name;
  onChange: (name: Name) => void;
}) {
  return (
    <Field label={label} help={help} error={error}>
      {(input) => (
        <select
          {...input}
          value={value}
          onChange={({ currentTarget }) => {
            const chosen = choices.find(({ name }) => name === currentTarget.value);
            if (chosen) onChange(chosen.name);
          }}
        >
          {choices.map(({ name, words }) => (
            <option key={name} value={name} selected={name === value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
