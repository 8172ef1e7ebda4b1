import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { PasswordField, useShown } from '../access/index.ts';
import { api } from '../api.ts';
import { useAttempt } from '../editing/index.ts';
import { renew } from '../session.ts';
import { t } from '../text/index.ts';
import { Field, Notice } from '../ui/index.ts';

/** Another e-mail address for whoever knows the present password. */
export function EmailForm({ email }: { email: string }) {
  const { errorAt, problem, attempt } = useAttempt('email', 'present');
  const { isShown, showBox } = useShown();
  const [isSet, setSet] = useState(false);

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setSet(false);
    const form = event.currentTarget;
    const text = (name: string) => String(new FormData(form).get(name));
    const input = { email: text('email'), present: text('present') };
    void attempt(
      () => api.setEmail(input).then(renew),
      () => {
        form.reset();
        setSet(true);
      },
    );
  }

  return (
    <form class="stack" onSubmit={submit}>
      <Field label={t('newEmail')} help={t('newEmailHelp')} error={errorAt('email')}>
        {(input) => <input {...input} name="email" type="email" autocomplete="email" required />}
      </Field>
      <PasswordField
        label={t('presentPassword')}
        name="present"
        isNew={false}
        isShown={isShown}
        error={errorAt('present')}
      />
      {showBox}
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {isSet && <Notice kind="success">{t('emailSet', { email })}</Notice>}
      <div>
        <button type="submit">{t('setEmail')}</button>
      </div>
    </form>
  );
}
