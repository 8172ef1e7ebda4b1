import { t } from '../text/index.ts';
import { hasNewVersion, takeNewVersion } from './service-worker.ts';
import './new-version-notice.css';

/** Says that a newer version of the console is there, and goes over to it when asked. */
export function NewVersionNotice() {
  return (
    <div class="new-version" role="status">
      {hasNewVersion.value && (
        <>
          <span>{t('newVersion')}</span>
          <button type="button" class="quiet" onClick={takeNewVersion}>
            {t('reload')}
          </button>
        </>
      )}
    </div>
  );
}
