import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Invited, Role } from '../../protocol/index.ts';
import { ApiError, api } from '../api.ts';
import { t } from '../text/index.ts';
import { CopyButton, Field, Notice, useLoaded, WhenLoaded } from '../ui/index.ts';

const INVITED_ROLES = ['operator', 'admin', 'viewer'] as const satisfies readonly Role[];

/** Who works here, and a way to invite others. */
export function Operators() {
  const { loaded, reload } = useLoaded(api.operators);
  const [invited, setInvited] = useState<Invited | null>(null);
  return (
    <main class="screen stack">
      <h1>{t('operators')}</h1>
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(operators) => (
          <ul class="list">
            {operators.map(({ id, name, email, role }) => (
              <li key={id} class="spread">
                <span>
                  <strong>{name}</strong> <span class="muted">{email}</span>
                </span>
                <span class="muted">{t(`role-${role}`)}</span>
              </li>
            ))}
          </ul>
        )}
      </WhenLoaded>
      {invited && <InvitedNotice invited={invited} />}
      <InviteForm
        onInvited={(answer) => {
          setInvited(answer);
          reload();
        }}
      />
    </main>
  );
}

function InvitedNotice({ invited }: { invited: Invited }) {
  return (
    <Notice kind="success">
      <p>{t('invitedHelp', { name: invited.operator.name })}</p>
      <pre>{invited.link}</pre>
      <CopyButton text={invited.link} label={t('copy')} done={t('copied')} />
    </Notice>
  );
}

function InviteForm({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const [problem, setProblem] = useState<{ field: string; message: string } | null>(null);
  const errorAt = (field: string) => (problem?.field === field ? problem.message : undefined);

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const role = INVITED_ROLES.find((one) => one === data.get('role')) ?? 'operator';
    try {
      const name = String(data.get('name'));
      onInvited(await api.invite({ name, email: String(data.get('email')), role }));
      setProblem(null);
      form.reset();
    } catch (error) {
      const field = error instanceof ApiError ? error.field : '';
      setProblem({ field, message: error instanceof Error ? error.message : '' });
    }
  }

  return (
    <form class="stack site-form" onSubmit={(event) => void submit(event)}>
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
      {problem && !['name', 'email'].includes(problem.field) && (
        <Notice kind="error">{problem.message}</Notice>
      )}
      <div>
        <button type="submit">{t('makeInvitation')}</button>
      </div>
    </form>
  );
}
