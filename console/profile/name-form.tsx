import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { useAttempt } from '../editing/index.ts';
import { renew } from '../session.ts';
import { t } from '../text/index.ts';
import { Field, Notice } from '../ui/index.ts';

/** What visitors and colleagues call whoever is signed in. */
export function NameForm({ name }: { name: string }) {
  const { errorAt, problem, attempt } = useAttempt('name');
  const [isSaved, setSaved] = useState(false);

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setSaved(false);
    const input = { name: String(new FormData(event.currentTarget).get('name')) };
    void attempt(
      () => api.setName(input).then(renew),
      () => setSaved(true),
    );
  }

  return (
    <form class="stack" onSubmit={submit}>
      <Field label={t('name')} help={t('ownNameHelp')} error={errorAt('name')}>
        {(input) => (
          <input {...input} name="name" autocomplete="name" defaultValue={name} required />
        )}
      </Field>
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      {isSaved && <Notice kind="success">{t('saved')}</Notice>}
      <div>
        <button type="submit">{t('save')}</button>
      </div>
    </form>
  );
}
