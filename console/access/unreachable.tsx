import { useEffect } from 'preact/hooks';
import { findSession } from '../session.ts';
import { t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';

const TRY_EVERY_MS = 5_000;

/** The console is here, the relay is not: says which of the two is away, and goes on by itself once it answers. */
export function Unreachable() {
  useEffect(() => {
    const look = () => void findSession();
    const timer = setInterval(look, TRY_EVERY_MS);
    addEventListener('online', look);
    return () => {
      clearInterval(timer);
      removeEventListener('online', look);
    };
  }, []);
  return (
    <main class="card">
      <h1>{t(navigator.onLine ? 'relayAwayTitle' : 'offlineTitle')}</h1>
      <Notice kind="error">{t(navigator.onLine ? 'relayUnreachable' : 'offlineHelp')}</Notice>
      <button type="button" onClick={() => void findSession()}>
        {t('tryAgain')}
      </button>
    </main>
  );
}
