import { useState } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Field, SecretInput } from '../ui/index.ts';

/** What a field for a password is. */
interface PasswordFieldProps {
  readonly label: string;
  readonly name: string;
  /** It is chosen here, and not one that is there already. */
  readonly isNew: boolean;
  readonly isShown: boolean;
  readonly error?: string | undefined;
  /** Given with `onWrite` where the form keeps what is written. */
  readonly value?: string;
  readonly onWrite?: (text: string) => void;
}

/** A password, as password managers and the relay's limits want it. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, isNew, error, ...field } = props;
  return (
    <Field label={label} help={isNew ? t('passwordHelp') : undefined} error={error}>
      {(input) => (
        <SecretInput
          {...input}
          {...field}
          autocomplete={isNew ? 'new-password' : 'current-password'}
          {...(isNew && { minLength: 10 })}
          maxLength={200}
          required
        />
      )}
    </Field>
  );
}

/** Whether the passwords of a form are shown, and the box that says it. */
export function useShown() {
  const [isShown, setShown] = useState(false);
  const showBox = (
    <label class="row">
      <input type="checkbox" checked={isShown} onChange={() => setShown(!isShown)} />
      {t('showPassword')}
    </label>
  );
  return { isShown, showBox };
}
