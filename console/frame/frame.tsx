import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { OperatorClient } from '../../client/index.ts';
import type { Operator } from '../../protocol/index.ts';
import { live, mayManage, signOut } from '../session.ts';
import { LANGUAGE_NAMES, language, setLanguage, t } from '../text/index.ts';
import { Icon, setTheme, THEMES, type Theme, theme } from '../ui/index.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import './frame.css';

const SCREENS = [
  { path: '/console', icon: 'inbox', words: 'inbox', isManagers: false },
  { path: '/console/sites', icon: 'sites', words: 'sites', isManagers: true },
  { path: '/console/operators', icon: 'operators', words: 'operators', isManagers: true },
  { path: '/console/addons', icon: 'addons', words: 'addons', isManagers: true },
] as const;

/** What stands around every screen: where to go, who is here, and whether the line holds. */
export function Frame({
  operator,
  client,
  children,
}: {
  operator: Operator;
  client: OperatorClient;
  children: ComponentChildren;
}) {
  const { path } = useLocation();
  const isAt = (screen: string) =>
    screen === '/console'
      ? !/^\/console\/(sites|operators|addons)/.test(path)
      : path.startsWith(screen);
  useUnreadTitle(operator);

  return (
    <div class="frame">
      <header>
        <nav aria-label={t('screens')}>
          {SCREENS.filter(({ isManagers }) => !isManagers || mayManage(operator)).map(
            ({ path: to, icon, words }) => (
              <a key={to} href={to} aria-current={isAt(to) ? 'page' : undefined}>
                <Icon name={icon} />
                <span>{t(words)}</span>
              </a>
            ),
          )}
        </nav>
        <div class="row">
          {operator.role !== 'viewer' && <AcceptingSwitch client={client} />}
          <OwnMenu operator={operator} />
        </div>
      </header>
      <ConnectionNotice client={client} />
      {children}
    </div>
  );
}

function AcceptingSwitch({ client }: { client: OperatorClient }) {
  const isAccepting = live.value?.me?.accepting ?? false;
  return (
    <button
      type="button"
      class="accepting"
      role="switch"
      aria-checked={isAccepting}
      disabled={live.value?.connection.name !== 'open'}
      onClick={() => client.setAccepting(!isAccepting)}
    >
      {t(isAccepting ? 'accepting' : 'notAccepting')}
    </button>
  );
}

function OwnMenu({ operator }: { operator: Operator }) {
  return (
    <details class="own-menu">
      <summary>
        <Icon name="menu" />
        <span class="hidden">{t('menuOf', { name: operator.name })}</span>
      </summary>
      <div class="stack">
        <p>
          <strong>{operator.name}</strong>
          <br />
          <span class="muted">{operator.email}</span>
        </p>
        <Colleagues />
        <label>
          {t('theme')}
          <select
            value={theme.value}
            onChange={({ currentTarget }) => setTheme(currentTarget.value as Theme)}
          >
            {THEMES.map((name) => (
              <option key={name} value={name}>
                {t(`theme-${name}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('language')}
          <select
            value={language.value}
            onChange={({ currentTarget }) => setLanguage(currentTarget.value)}
          >
            {Object.entries(LANGUAGE_NAMES).map(([tag, name]) => (
              <option key={tag} value={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="quiet" onClick={() => void signOut()}>
          {t('signOut')}
        </button>
      </div>
    </details>
  );
}

function Colleagues() {
  const here = live.value?.operators.filter(({ online }) => online) ?? [];
  return (
    <div>
      <h2>{t('whoIsHere')}</h2>
      <ul class="colleagues">
        {here.map(({ id, name, accepting, chats, limit }) => (
          <li key={id}>
            {name}: {t(accepting ? 'accepting' : 'notAccepting')}, {t('chatsOf', { chats, limit })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The tab's title says how many chats of mine or of the queue have something unread. */
function useUnreadTitle(operator: Operator): void {
  const unread = [...(live.value?.chats.values() ?? [])].filter(
    (chat) =>
      chat.state !== 'closed' &&
      chat.lastFromVisitor > chat.seen.operator &&
      (chat.operator === null || chat.operator.id === operator.id),
  ).length;
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Counterbell` : 'Counterbell';
  }, [unread]);
}
