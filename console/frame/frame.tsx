import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { OperatorClient } from '../../client/index.ts';
import type { Operator } from '../../protocol/index.ts';
import { useAttention } from '../attention/index.ts';
import { Commands, showPalette } from '../commands/index.ts';
import { leave } from '../leaving/index.ts';
import { NewVersionNotice, onScreenAsked } from '../pwa/index.ts';
import { chooseLanguage, live, signOut } from '../session.ts';
import { languageChoice, languageChoices, t } from '../text/index.ts';
import { Icon, setTheme, THEMES, type Theme, theme } from '../ui/index.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { FrameCommands } from './frame-commands.tsx';
import { MissedNotice } from './missed-notice.tsx';
import { noteUse } from './note-use.ts';
import { ownScreensOf, screensOf } from './screens.ts';
import './frame.css';

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
  const { path, route } = useLocation();
  const isAt = (screen: string) =>
    screen === '/console'
      ? path === screen || path.startsWith('/console/chat/')
      : path.startsWith(screen);
  const news = useAttention(operator);
  useEffect(() => noteUse(client), [client]);
  useEffect(() => onScreenAsked((screen) => route(screen)), [route]);

  return (
    <div class="frame">
      <header>
        <nav aria-label={t('screens')}>
          {screensOf(operator).map((screen) => (
            <ScreenLink
              key={screen.path}
              screen={screen}
              isHere={isAt(screen.path)}
              news={screen.path === '/console' ? news : 0}
            />
          ))}
        </nav>
        <div class="row">
          <button
            type="button"
            class="bare"
            aria-label={t('commands')}
            title={t('commands')}
            onClick={showPalette}
          >
            <Icon name="find" />
          </button>
          {operator.role !== 'viewer' && <AcceptingSwitch client={client} />}
          {/* Another screen closes it. */}
          <OwnMenu key={path} operator={operator} />
        </div>
      </header>
      <NewVersionNotice />
      <ConnectionNotice client={client} />
      <MissedNotice client={client} />
      {children}
      <FrameCommands operator={operator} client={client} />
      <Commands />
    </div>
  );
}

interface ScreenLinkProps {
  readonly screen: ReturnType<typeof screensOf>[number];
  readonly isHere: boolean;
  /** How many chats there call for the operator. */
  readonly news: number;
}

function ScreenLink({ screen: { path, icon, words }, isHere, news }: ScreenLinkProps) {
  return (
    <a href={path} aria-current={isHere ? 'page' : undefined}>
      <Icon name={icon} />
      <span>
        {t(words)}
        {news > 0 && <span class="hidden">, {t('inboxNews', { count: news })}</span>}
      </span>
      {news > 0 && (
        <b class="count" aria-hidden="true">
          {news}
        </b>
      )}
    </a>
  );
}

function AcceptingSwitch({ client }: { client: OperatorClient }) {
  const isAccepting = live.value?.me?.accepting ?? false;
  const away = live.value?.me?.away;
  return (
    <button
      type="button"
      class="accepting"
      role="switch"
      aria-checked={isAccepting}
      disabled={live.value?.connection.name !== 'open'}
      title={away ? t(`away-${away}`) : undefined}
      onClick={() => client.setAccepting(!isAccepting)}
    >
      {t('acceptingChats')}
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
          <strong dir="auto">{operator.name}</strong>
          <br />
          <bdi class="muted">{operator.email}</bdi>
        </p>
        {ownScreensOf(operator).map(({ path, words }) => (
          <a key={path} href={path}>
            {t(words)}
          </a>
        ))}
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
        <LanguageChooser />
        <button type="button" class="quiet" onClick={() => leave(() => void signOut())}>
          {t('signOut')}
        </button>
      </div>
    </details>
  );
}

function LanguageChooser() {
  const choices = languageChoices();
  return (
    <label>
      {t('language')}
      <select
        value={languageChoice.value}
        onChange={({ currentTarget }) => {
          const chosen = choices.find(({ name }) => name === currentTarget.value);
          if (chosen) void chooseLanguage(chosen.name);
        }}
      >
        {choices.map(({ name, words }) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
    </label>
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
            <bdi>{name}</bdi>: {t(accepting ? 'accepting' : 'notAccepting')},{' '}
            {t('chatsOf', { chats, count: limit })}
          </li>
        ))}
      </ul>
    </div>
  );
}
