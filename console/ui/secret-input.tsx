import type { TargetedInputEvent } from 'preact';
import type { FieldInput } from './use-field-input.ts';

/** An input whose text is shown or hidden. */
export function SecretInput({
  isShown,
  onWrite,
  ...input
}: Partial<FieldInput> & {
  isShown: boolean;
  name: string;
  autocomplete: string;
  /** Given with `onWrite` where the form keeps what is written. */
  value?: string;
  onWrite?: (text: string) => void;
  minLength?: number;
  maxLength?: number;
  required?: boolean;
}) {
  const own = {
    ...input,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onWrite?.(event.currentTarget.value),
  };
  return isShown ? <input {...own} type="text" /> : <input {...own} type="password" />;
}
