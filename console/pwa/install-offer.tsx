import { signal } from '@preact/signals';
import { t } from '../text/index.ts';

/** Chromium's own event; no standard has it. */
interface BeforeInstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** What the browser gave us to install the app with; null where it has no such thing, or the app is there. */
const offer = signal<BeforeInstallPrompt | null>(null);

addEventListener('beforeinstallprompt', (event) => {
  // The browser's own bar would come at a moment of its choosing.
  event.preventDefault();
  offer.value = event as BeforeInstallPrompt; // the event of this name is one
});
addEventListener('appinstalled', () => {
  offer.value = null;
});

/** Installs the console as an app where the browser lets a page do that, else says how. */
export function InstallOffer() {
  if (matchMedia('(display-mode: standalone)').matches) return <p>{t('appIsInstalled')}</p>;
  const { value: found } = offer;
  return (
    <>
      <p>{t('appHelp')}</p>
      {found ? (
        <div>
          <button type="button" class="quiet" onClick={() => void found.prompt()}>
            {t('installApp')}
          </button>
        </div>
      ) : (
        <p class="small muted">{t('installByHand')}</p>
      )}
    </>
  );
}
