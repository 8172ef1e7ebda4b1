import type { TargetedSubmitEvent } from 'preact';
import type { Invited, Role } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { useAttempt } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Field, Notice } from '../ui/index.ts';

const INVITED_ROLES = ['operator', 'admin', 'viewer'] as const satisfies readonly Role[];

/** Makes an account and the link that opens it. */
export function InviteForm({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const { errorAt, problem, attempt } = useAttempt('name', 'email');

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const role = INVITED_ROLES.find((one) => one === data.get('role')) ?? 'operator';
    const invite = { name: String(data.get('name')), email: String(data.get('email')), role };
    void attempt(
      () => api.invite(invite),
      (invited) => {
        onInvited(invited);
        form.reset();
      },
    );
  }

  return (
    <form class="stack site-form" onSubmit={submit}>
      <h2>{t('invite')}</h2>
      <Field label={t('name')} error={errorAt('name')}>
        {(input) => <input {...input} name="name" required autocomplete="off" />}
      </Field>
      <Field label={t('email')} error={errorAt('email')}>
        {(input) => <input {...input} name="email" type="email" required autocomplete="off" />}
      </Field>
      <Field label={t('role')} help={t('roleHelp')}>
        {(input) => (
          <select {...input} name="role">
            {INVITED_ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`role-${role}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      <div>
        <button type="submit">{t('makeInvitation')}</button>
      </div>
    </form>
  );
}
