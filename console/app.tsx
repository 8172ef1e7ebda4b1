import { useEffect } from 'preact/hooks';
import { LocationProvider, useLocation } from 'preact-iso';
import { LinkPage, SignIn } from './access/index.ts';
import { Addons } from './addons/index.ts';
import { Frame } from './frame/index.ts';
import { Inbox } from './inbox/index.ts';
import { Operators } from './operators/index.ts';
import { findSession, mayManage, session } from './session.ts';
import { Sites } from './sites/index.ts';
import { t } from './text/index.ts';
import { Notice } from './ui/index.ts';

/** The whole console. */
export function App() {
  return (
    <LocationProvider scope="/console">
      <Doors />
    </LocationProvider>
  );
}

/** Draws itself once, for the same reason as Screen. */
function Doors() {
  return <Door />;
}

/** A link to open, a sign-in, or the screens. */
function Door() {
  const { path } = useLocation();
  const isLink = path.startsWith('/console/link');
  useEffect(() => {
    if (!isLink && session.value.name === 'unknown') void findSession();
  }, [isLink]);

  if (isLink) return <LinkPage />;
  switch (session.value.name) {
    case 'unknown':
      return <p class="waiting">{t('loading')}</p>;
    case 'unreachable':
      return (
        <main class="card">
          <Notice kind="error">{t('relayUnreachable')}</Notice>
          <button type="button" onClick={() => void findSession()}>
            {t('tryAgain')}
          </button>
        </main>
      );
    case 'signed-out':
      return <SignIn />;
    case 'signed-in': {
      const { operator, client } = session.value;
      return (
        <Frame operator={operator} client={client}>
          <Screen path={path} isManager={mayManage(operator)} />
        </Frame>
      );
    }
  }
}

/**
 * What the address names. Draws only when its own props change: Preact keeps the elements that are handed on as `children` as
 * they were first drawn, and with one that had drawn itself anew since it would keep all it ever drew.
 */
function Screen({ path, isManager }: { path: string; isManager: boolean }) {
  const [, , screen = '', id] = path.split('/');
  if (isManager && screen === 'sites') return <Sites id={id} />;
  if (isManager && screen === 'operators') return <Operators />;
  if (isManager && screen === 'addons') return <Addons name={id} />;
  return <Inbox chat={screen === 'chat' ? id : undefined} />;
}
