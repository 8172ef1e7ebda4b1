import { api } from '../api.ts';
import { Form, useForm } from '../editing/index.ts';
import { renewIfPossible } from '../session.ts';
import { t } from '../text/index.ts';
import { Field, Notice } from '../ui/index.ts';

/** What visitors and colleagues call whoever is signed in. */
export function NameForm({ name }: { name: string }) {
  const form = useForm({ name }, 'name');
  const { draft, change, errorAt, problem, isSaved } = form;
  // The name holds, whether it can be read again or not.
  const save = () => void form.attempt(() => api.setName(draft).then(renewIfPossible));

  return (
    <Form refusal={form.refusal} onSave={save}>
      <Field label={t('name')} help={t('ownNameHelp')} error={errorAt('name')}>
        {(input) => (
          <input
            {...input}
            autocomplete="name"
            required
            value={draft.name}
            onInput={({ currentTarget }) => change({ name: currentTarget.value })}
          />
        )}
      </Field>
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {isSaved && <Notice kind="success">{t('saved')}</Notice>}
      <div>
        <button type="submit">{t('save')}</button>
      </div>
    </Form>
  );
}
