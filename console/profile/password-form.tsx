import { useState } from 'preact/hooks';
import { PasswordField, useShown } from '../access/index.ts';
import { api } from '../api.ts';
import { Form, useForm } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';

const NONE = { password: '' };

/** A new password for whoever knows the present one. */
export function PasswordForm({ email }: { email: string }) {
  const form = useForm(NONE, 'present', 'password');
  const { draft, change, errorAt, problem, isSaved } = form;
  const { isShown, showBox } = useShown();
  // Password managers fill it in unasked: by itself it is nothing that could be lost.
  const [present, setPresent] = useState('');
  const save = () =>
    void form.attempt(
      () => api.setPassword({ ...draft, present }),
      () => {
        form.discard();
        setPresent('');
      },
    );

  return (
    <Form refusal={form.refusal} onSave={save}>
      {/* Tells password managers whose password it is. */}
      <input name="email" autocomplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t('presentPassword')}
        name="present"
        isNew={false}
        isShown={isShown}
        error={errorAt('present')}
        value={present}
        onWrite={setPresent}
      />
      <PasswordField
        label={t('newPassword')}
        name="password"
        isNew
        isShown={isShown}
        error={errorAt('password')}
        value={draft.password}
        onWrite={(password) => change({ password })}
      />
      {showBox}
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {isSaved && <Notice kind="success">{t('passwordSet')}</Notice>}
      <div>
        <button type="submit">{t('setPassword')}</button>
      </div>
    </Form>
  );
}
