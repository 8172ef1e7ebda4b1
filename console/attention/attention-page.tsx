import { appOf, InstallOffer } from '../pwa/index.ts';
import { t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';
import { KINDS, type Kind } from './kinds.ts';
import { askForPermission, notify, permission } from './notify.ts';
import { prefer, preferences } from './preferences.ts';
import { playSound } from './sounds.ts';
import './attention.css';

/** How this browser tells its operator of news, and the console as an app. */
export function AttentionPage() {
  const { value: app } = appOf;
  return (
    <main class="screen stack attention">
      <h1>{t('notifications')}</h1>
      <p class="muted">{t('notificationsHelp')}</p>
      <Permission />
      {app.name === 'refused' && (
        <Notice kind="error">{t('appRefused', { reason: app.reason })}</Notice>
      )}
      <ul class="list">
        {KINDS.map((kind) => (
          <KindRow key={kind} kind={kind} />
        ))}
      </ul>
      <section class="stack" aria-labelledby="app">
        <h2 id="app">{t('appTitle')}</h2>
        <InstallOffer />
      </section>
    </main>
  );
}

function Permission() {
  switch (permission.value) {
    case 'granted':
      return <Notice kind="success">{t('notificationsAllowed')}</Notice>;
    case 'denied':
      return <Notice kind="error">{t('notificationsDenied')}</Notice>;
    case 'missing':
      return <Notice kind="info">{t('notificationsMissing')}</Notice>;
    case 'default':
      return (
        <div class="notice info spread">
          <span>{t('notificationsAsk')}</span>
          <button type="button" onClick={() => void askForPermission()}>
            {t('allowNotifications')}
          </button>
        </div>
      );
  }
}

function KindRow({ kind }: { kind: Kind }) {
  const ways = preferences.value[kind];
  return (
    <li class="kind">
      <div>
        <h2 id={`kind-${kind}`}>{t(`kind-of-${kind}`)}</h2>
        <p class="small muted">{t(`kind-help-${kind}`)}</p>
      </div>
      <fieldset class="ways" aria-labelledby={`kind-${kind}`}>
        {(['notification', 'sound'] as const).map((way) => (
          <label key={way} class="row">
            <input
              type="checkbox"
              checked={ways[way]}
              onChange={({ currentTarget }) => prefer(kind, way, currentTarget.checked)}
            />
            {t(`way-${way}`)}
          </label>
        ))}
        <button
          type="button"
          class="quiet"
          aria-label={t('tryKind', { kind: t(`kind-of-${kind}`) })}
          onClick={() => tryOut(kind)}
        >
          {t('tryOut')}
        </button>
      </fieldset>
    </li>
  );
}

/** Shows and sounds as it would, in the ways that are switched on. */
function tryOut(kind: Kind): void {
  const ways = preferences.peek()[kind];
  if (ways.sound) void playSound(kind);
  if (!ways.notification) return;
  const [title, body] = [t(`kind-of-${kind}`), t('tryBody')];
  void notify({ title, body, tag: 'try', screen: '/console/notifications' });
}
