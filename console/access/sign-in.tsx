import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Form } from '../editing/index.ts';
import { begin } from '../session.ts';
import { t } from '../text/index.ts';
import { Field, Notice } from '../ui/index.ts';

/** Signs an operator in by e-mail and password. */
export function SignIn() {
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);

  async function signIn(element: HTMLFormElement) {
    const form = new FormData(element);
    setBusy(true);
    setProblem('');
    try {
      const email = String(form.get('email'));
      await begin(await api.signIn({ email, password: String(form.get('password')) }));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : t('somethingFailed'));
      setBusy(false);
    }
  }

  return (
    <main class="card">
      <h1>{t('signInTitle')}</h1>
      {!window.isSecureContext && <Notice kind="error">{t('needsSecureContext')}</Notice>}
      <Form onSave={(element) => void signIn(element)}>
        <Field label={t('email')}>
          {(input) => (
            <input {...input} name="email" type="email" autocomplete="username" required />
          )}
        </Field>
        <Field label={t('password')}>
          {(input) => (
            <input
              {...input}
              name="password"
              type="password"
              autocomplete="current-password"
              required
            />
          )}
        </Field>
        {problem && <Notice kind="error">{problem}</Notice>}
        <button type="submit" disabled={isBusy}>
          {t('signIn')}
        </button>
      </Form>
      <p class="small muted">{t('signInHelp')}</p>
    </main>
  );
}
