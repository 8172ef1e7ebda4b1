import { asText, type FieldKind, type FormField } from '../../../protocol/index.ts';

/** What every input of a field carries. */
export interface Shared {
  readonly id: string;
  readonly name: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-required': boolean;
}

interface FieldInputProps {
  readonly field: FormField;
  readonly shared: Shared;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** Which keys a phone shows, and what the browser may fill in. The input stays one of text: what is wrong, the field says itself. */
const HINTS: Partial<Record<FieldKind, 'email' | 'tel'>> = { email: 'email', phone: 'tel' };

/** Where text is written or chosen. */
export function FieldInput({ field, shared, value, onValue }: FieldInputProps) {
  const { kind, id, options = [] } = field;
  const onInput = (event: { readonly currentTarget: { readonly value: string } }) =>
    onValue(event.currentTarget.value);
  if (kind === 'textarea') {
    return (
      <textarea
        {...shared}
        value={value}
        rows={4}
        dir={value ? 'auto' : undefined}
        onInput={onInput}
      />
    );
  }
  if (kind === 'select') {
    return (
      <select {...shared} value={value} onChange={onInput}>
        <option value="">–</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {asText(option)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...shared}
      value={value}
      dir={value ? 'auto' : undefined}
      inputMode={HINTS[kind] ?? 'text'}
      autoComplete={id === 'name' ? 'name' : (HINTS[kind] ?? 'off')}
      onInput={onInput}
    />
  );
}
