import { useState } from 'preact/hooks';
import { PasswordField, useShown } from '../access/index.ts';
import { api } from '../api.ts';
import { Form, useForm } from '../editing/index.ts';
import { renewIfPossible } from '../session.ts';
import { t } from '../text/index.ts';
import { Field, Notice } from '../ui/index.ts';

const NONE = { email: '' };

/** Another e-mail address for whoever knows the present password. */
export function EmailForm({ email }: { email: string }) {
  const form = useForm(NONE, 'email', 'present');
  const { draft, change, errorAt, problem, isSaved } = form;
  // Password managers fill it in unasked: by itself it is nothing that could be lost.
  const [present, setPresent] = useState('');
  /** What was set last: the account may not have been read again. */
  const [now, setNow] = useState('');
  const { isShown, showBox } = useShown();

  async function set() {
    await api.setEmail({ ...draft, present });
    // The address holds, whether it can be read again or not.
    await renewIfPossible();
  }

  const save = () =>
    void form.attempt(set, () => {
      form.discard();
      setPresent('');
      setNow(draft.email);
    });

  return (
    <Form refusal={form.refusal} onSave={save}>
      {/* Tells password managers whose password it is, so that they take the new address for no name to sign in by. */}
      <input name="username" autocomplete="username" value={email} readOnly hidden />
      <Field label={t('newEmail')} help={t('newEmailHelp')} error={errorAt('email')}>
        {(input) => (
          <input
            {...input}
            type="email"
            autocomplete="email"
            required
            value={draft.email}
            onInput={({ currentTarget }) => change({ email: currentTarget.value })}
          />
        )}
      </Field>
      <PasswordField
        label={t('presentPassword')}
        name="present"
        isNew={false}
        isShown={isShown}
        error={errorAt('present')}
        value={present}
        onWrite={setPresent}
      />
      {showBox}
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {isSaved && <Notice kind="success">{t('emailSet', { email: now })}</Notice>}
      <div>
        <button type="submit">{t('setEmail')}</button>
      </div>
    </Form>
  );
}
