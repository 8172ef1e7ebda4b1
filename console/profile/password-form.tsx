import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { PasswordField, useShown } from '../access/index.ts';
import { api } from '../api.ts';
import { useAttempt } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';

/** A new password for whoever knows the present one. */
export function PasswordForm({ email }: { email: string }) {
  const { errorAt, problem, attempt } = useAttempt('present', 'password');
  const { isShown, showBox } = useShown();
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
      <PasswordField
        label={t('presentPassword')}
        name="present"
        isNew={false}
        isShown={isShown}
        error={errorAt('present')}
      />
      <PasswordField
        label={t('newPassword')}
        name="password"
        isNew
        isShown={isShown}
        error={errorAt('password')}
      />
      {showBox}
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {isSet && <Notice kind="success">{t('passwordSet')}</Notice>}
      <div>
        <button type="submit">{t('setPassword')}</button>
      </div>
    </form>
  );
}
