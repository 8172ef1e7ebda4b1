import { useContext, useId } from 'preact/hooks';
import { FieldFaults } from './field-faults.ts';

/** What an input is given, so that label, help and error belong to it. */
export interface FieldInput {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

/** What an input is given, and why it is refused: by its form, or as `error` says. What is said about it has the id of its aria-describedby. */
export function useFieldInput(error: string | undefined): {
  readonly input: FieldInput;
  readonly refused: string | undefined;
} {
  const id = useId();
  const refused = useContext(FieldFaults).get(id) ?? error;
  const input = { id, 'aria-describedby': `${id}-about`, 'aria-invalid': Boolean(refused) };
  return { input, refused };
}
