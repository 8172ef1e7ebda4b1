import type { Invite, Invited, Role } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { Form, useForm } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Field, Notice, SelectField } from '../ui/index.ts';

const INVITED_ROLES = ['operator', 'admin', 'viewer'] as const satisfies readonly Role[];

const NOBODY: Invite = { name: '', email: '', role: 'operator' };

/** Makes an account and the link that opens it. */
export function InviteForm({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const form = useForm(NOBODY, 'name', 'email');
  const { draft, change, errorAt, problem } = form;

  function save() {
    const made = (invited: Invited) => {
      onInvited(invited);
      form.discard();
    };
    void form.attempt(() => api.invite(draft), made);
  }

  return (
    <Form class="stack site-form" refusal={form.refusal} onSave={save}>
      <h2>{t('invite')}</h2>
      <Field label={t('name')} error={errorAt('name')}>
        {(input) => (
          <input
            {...input}
            required
            autocomplete="off"
            value={draft.name}
            onInput={({ currentTarget }) => change({ name: currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('email')} error={errorAt('email')}>
        {(input) => (
          <input
            {...input}
            type="email"
            required
            autocomplete="off"
            value={draft.email}
            onInput={({ currentTarget }) => change({ email: currentTarget.value })}
          />
        )}
      </Field>
      <SelectField
        label={t('role')}
        help={t('roleHelp')}
        choices={INVITED_ROLES.map((name) => ({ name, words: t(`role-${name}`) }))}
        value={draft.role}
        onChange={(role) => change({ role })}
      />
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      <div>
        <button type="submit">{t('makeInvitation')}</button>
      </div>
    </Form>
  );
}
