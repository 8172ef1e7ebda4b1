import { t } from '../text/index.ts';

/** Stands where an address names no screen, or one that this operator may not open. */
export function NoSuchPage() {
  return (
    <main class="screen stack">
      <h1>{t('noSuchPage')}</h1>
      <p>{t('noSuchPageHelp')}</p>
      <p>
        <a href="/console">{t('toInbox')}</a>
      </p>
    </main>
  );
}
