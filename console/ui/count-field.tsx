import { Field } from './field.tsx';

interface CountFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error: string | undefined;
  /** Default: 1. */
  readonly least?: number;
  readonly most: number;
  /** NaN while there is none, or something else than a number. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A whole number that must be there. */
export function CountField({ least = 1, most, value, onChange, ...field }: CountFieldProps) {
  return (
    <Field {...field}>
      {(input) => (
        <input
          {...input}
          type="number"
          inputMode="numeric"
          min={least}
          max={most}
          required
          value={Number.isNaN(value) ? '' : value}
          // At each key: what is not kept yet is lost where the form draws it anew.
          onInput={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
        />
      )}
    </Field>
  );
}
