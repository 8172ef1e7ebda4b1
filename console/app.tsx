import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Operator } from '../protocol/index.ts';
import { LinkPage, SignIn, Unreachable } from './access/index.ts';
import { Addons } from './addons/index.ts';
import { Archive } from './archive/index.ts';
import { AttentionPage } from './attention/index.ts';
import { Bans } from './bans/index.ts';
import { Frame, NoSuchPage } from './frame/index.ts';
import { Groups } from './groups/index.ts';
import { Inbox } from './inbox/index.ts';
import { GuardedLocation } from './leaving/index.ts';
import { Operators } from './operators/index.ts';
import { Profile } from './profile/index.ts';
import { Replies } from './replies/index.ts';
import { findSession, mayManage, session } from './session.ts';
import { Sites } from './sites/index.ts';
import { t } from './text/index.ts';
import { VisitorsHere } from './visitors/index.ts';

/** The whole console. */
export function App() {
  return (
    <GuardedLocation scope="/console">
      <Doors />
    </GuardedLocation>
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
      return <Unreachable />;
    case 'signed-out':
      return <SignIn />;
    case 'signed-in': {
      const { operator, client } = session.value;
      return (
        <Frame operator={operator} client={client}>
          <Screen path={path} operator={operator} />
        </Frame>
      );
    }
  }
}

/**
 * What the address names. Draws only when its own props change: Preact keeps the elements that are handed on as `children` as
 * they were first drawn, and with one that had drawn itself anew since it would keep all it ever drew.
 */
function Screen({ path, operator }: { path: string; operator: Operator }) {
  const isManager = mayManage(operator);
  const [, , screen = '', id, part, step] = path.split('/');
  if (isManager && screen === 'sites') return <Sites id={id} section={part} step={step} />;
  if (isManager && screen === 'bans') return <Bans />;
  if (isManager && screen === 'operators') return <Operators id={id} me={operator} />;
  if (isManager && screen === 'groups') return <Groups id={id} />;
  if (isManager && screen === 'addons') return <Addons name={id} />;
  if (screen === 'replies' && operator.role !== 'viewer')
    return <Replies section={id} operator={operator} />;
  if (screen === 'notifications') return <AttentionPage />;
  if (screen === 'archive') return <Archive chat={id} />;
  if (screen === 'visitors') return <VisitorsHere operator={operator} />;
  if (screen === 'profile') return <Profile operator={operator} />;
  if (screen === '') return <Inbox chat={undefined} />;
  if (screen === 'chat') return <Inbox chat={id} />;
  return <NoSuchPage />;
}
