import type { FieldInput } from './field.tsx';

/** An input whose text is shown or hidden. */
export function SecretInput({
  isShown,
  ...input
}: Partial<FieldInput> & {
  isShown: boolean;
  name: string;
  autocomplete: string;
  defaultValue?: string;
  minLength?: number;
  maxLength?: number;
  required?: boolean;
}) {
  return isShown ? <input {...input} type="text" /> : <input {...input} type="password" />;
}
