import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Link } from '../../protocol/index.ts';
import { ApiError, api } from '../api.ts';
import { Form, useAttempt } from '../editing/index.ts';
import { begin } from '../session.ts';
import { t } from '../text/index.ts';
import { Field, Notice } from '../ui/index.ts';
import { PasswordField, useShown } from './password-field.tsx';

type State =
  | { name: 'looking' }
  | { name: 'useless'; reason: string; isOwned: boolean }
  | { name: 'open'; token: string; link: Link };

/** Takes the token out of the address, where it would stay in the history. */
function takeToken(): string {
  const token = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  return token;
}

/** Opens a single-use link: makes or completes an account and signs in. */
export function LinkPage() {
  const [state, setState] = useState<State>({ name: 'looking' });
  useEffect(() => {
    const token = takeToken();
    api.lookAtLink(token).then(
      (link) => setState({ name: 'open', token, link }),
      (error: Error) => {
        const isOwned = !(error instanceof ApiError && error.code === 'no_owner');
        setState({ name: 'useless', reason: error.message, isOwned });
      },
    );
  }, []);

  switch (state.name) {
    case 'looking':
      return <p class="waiting">{t('loading')}</p>;
    case 'useless':
      return (
        <main class="card">
          <h1>{t('linkUselessTitle')}</h1>
          <Notice kind="error">{state.reason}</Notice>
          <p>{t(state.isOwned ? 'linkUselessHelp' : 'linkNoOwnerHelp')}</p>
          {state.isOwned && <a href="/console">{t('toSignIn')}</a>}
        </main>
      );
    case 'open':
      return <AccountForm token={state.token} link={state.link} />;
  }
}

function AccountForm({ token, link }: { token: string; link: Link }) {
  const { route } = useLocation();
  const { refusal, errorAt, problem, attempt } = useAttempt('name', 'email', 'password');
  const { isShown, showBox } = useShown();

  function save(element: HTMLFormElement) {
    const form = new FormData(element);
    const text = (name: string) => String(form.get(name) ?? '');
    const input = { token, name: text('name'), email: text('email'), password: text('password') };
    void attempt(
      () => api.useLink(input),
      async (operator) => {
        await begin(operator);
        route('/console', true);
      },
    );
  }

  return (
    <main class="card">
      <h1>{t(link.purpose === 'password' ? 'newPasswordTitle' : 'welcomeTitle')}</h1>
      <p class="muted">{t(link.purpose === 'owner' ? 'ownerHelp' : 'inviteHelp')}</p>
      <Form refusal={refusal} onSave={save}>
        <Field label={t('name')} error={errorAt('name')}>
          {(input) => (
            <input {...input} name="name" autocomplete="name" defaultValue={link.name} required />
          )}
        </Field>
        <Field label={t('email')} error={errorAt('email')}>
          {(input) => (
            <input
              {...input}
              name="email"
              type="email"
              autocomplete="username"
              defaultValue={link.email}
              readOnly={link.purpose !== 'owner'}
              required
            />
          )}
        </Field>
        <PasswordField
          label={t('password')}
          name="password"
          isNew
          isShown={isShown}
          error={errorAt('password')}
        />
        {showBox}
        {problem !== undefined && <Notice kind="error">{problem}</Notice>}
        <button type="submit">{t('saveAndSignIn')}</button>
      </Form>
    </main>
  );
}
