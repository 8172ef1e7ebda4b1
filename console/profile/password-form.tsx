import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { useAttempt } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Field, Notice, SecretInput } from '../ui/index.ts';

/** A new password for whoever knows the present one. */
export function PasswordForm({ email }: { email: string }) {
  const { errorAt, problem, attempt } = useAttempt('present', 'password');
  const [isShown, setShown] = useState(false);
  const [isSet, setSet] = useState(false);

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setSet(false);
    const form = event.currentTarget;
    const text = (name: string) => String(new FormData(form).get(name));
    const input = { present: text('present'), password: text('password') };
    void attempt(
      () => api.setPassword(input),
      () => {
        form.reset();
        setSet(true);
      },
    );
  }

  return (
    <form class="stack" onSubmit={submit}>
      {/* Tells password managers whose password it is. */}
      <input name="email" autocomplete="username" value={email} readOnly hidden />
      <Field label={t('presentPassword')} error={errorAt('present')}>
        {(input) => (
          <SecretInput
            {...input}
            isShown={isShown}
            name="present"
            autocomplete="current-password"
            maxLength={200}
            required
          />
        )}
      </Field>
      <Field label={t('newPassword')} help={t('passwordHelp')} error={errorAt('password')}>
        {(input) => (
          <SecretInput
            {...input}
            isShown={isShown}
            name="password"
            autocomplete="new-password"
            minLength={10}
            maxLength={200}
            required
          />
        )}
      </Field>
      <label class="row">
        <input type="checkbox" checked={isShown} onChange={() => setShown(!isShown)} />
        {t('showPassword')}
      </label>
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {isSet && <Notice kind="success">{t('passwordSet')}</Notice>}
      <div>
        <button type="submit">{t('setPassword')}</button>
      </div>
    </form>
  );
}
