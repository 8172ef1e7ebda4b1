import { Field } from './field.tsx';

/** A whole number; empty stands for the standard, which is shown in its place. */
export function NumberField({
  label,
  error,
  standard,
  value,
  onChange,
}: {
  label: string;
  error?: string | undefined;
  standard: number;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}) {
  return (
    <Field label={label} error={error}>
      {(input) => (
        <input
          {...input}
          type="number"
          inputMode="numeric"
          placeholder={`${standard}`}
          value={value ?? ''}
          onInput={({ currentTarget }) => {
            const { valueAsNumber } = currentTarget;
            onChange(Number.isNaN(valueAsNumber) ? undefined : valueAsNumber);
          }}
        />
      )}
    </Field>
  );
}
