import type { EmailInput } from '../../protocol/index.ts';
import { PasswordField, useShown } from '../access/index.ts';
import { api } from '../api.ts';
import { Form, useForm } from '../editing/index.ts';
import { renew } from '../session.ts';
import { t } from '../text/index.ts';
import { Field, Notice } from '../ui/index.ts';

const NONE: EmailInput = { email: '', present: '' };

/** Another e-mail address for whoever knows the present password. */
export function EmailForm({ email }: { email: string }) {
  const form = useForm(NONE, 'email', 'present');
  const { draft, change, errorAt, problem, isSaved } = form;
  const { isShown, showBox } = useShown();
  const save = () => void form.attempt(() => api.setEmail(draft).then(renew), form.discard);

  return (
    <Form refusal={form.refusal} onSave={save}>
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
        value={draft.present}
        onWrite={(present) => change({ present })}
      />
      {showBox}
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {isSaved && <Notice kind="success">{t('emailSet', { email })}</Notice>}
      <div>
        <button type="submit">{t('setEmail')}</button>
      </div>
    </Form>
  );
}
