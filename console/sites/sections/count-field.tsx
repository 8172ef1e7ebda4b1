import { Field } from '../../ui/index.ts';

interface CountFieldProps {
  readonly label: string;
  readonly error: string | undefined;
  /** Default: 1. */
  readonly least?: number;
  readonly most: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A whole number that must be there. */
export function CountField({ label, error, least = 1, most, value, onChange }: CountFieldProps) {
  return (
    <Field label={label} error={error}>
      {(input) => (
        <input
          {...input}
          type="number"
          min={least}
          max={most}
          required
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
        />
      )}
    </Field>
  );
}
