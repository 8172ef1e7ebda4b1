import type { ComponentChildren } from 'preact';
import { FieldNote } from './field-note.tsx';
import { type FieldInput, useFieldInput } from './use-field-input.ts';
import './field.css';

/** A labelled input with help and error beneath. */
export function Field({
  label,
  help,
  error,
  warning,
  children,
}: {
  label: string;
  help?: string | undefined;
  /** Why it was refused; announced. */
  error?: string | undefined;
  /** What is wrong while one still writes; not announced at each key. */
  warning?: string | undefined;
  children: (input: FieldInput) => ComponentChildren;
}) {
  const { input, refused } = useFieldInput(error);
  const about = input['aria-describedby'];
  return (
    <div class="field">
      <label for={input.id}>{label}</label>
      {children({ ...input, 'aria-invalid': Boolean(warning || refused) })}
      {warning ? (
        <p id={about} class="error">
          {warning}
        </p>
      ) : (
        <FieldNote id={about} error={refused} help={help} />
      )}
    </div>
  );
}
