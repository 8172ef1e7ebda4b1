import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Site } from '../../../protocol/index.ts';
import { api } from '../../api.ts';
import { useAttempt } from '../../editing/index.ts';
import { t } from '../../text/index.ts';
import { Dialog, Field, Notice, useLoaded, WhenLoaded } from '../../ui/index.ts';

interface DeleteDialogProps {
  readonly site: Site;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Says what goes with a site, and wants its name typed: there is no way back. */
export function DeleteDialog({ site, onClose, onDeleted }: DeleteDialogProps) {
  const { loaded } = useLoaded(
    () => Promise.all([api.siteContents(site.id), api.sites()]),
    site.id,
  );
  const { problem, attempt } = useAttempt();
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    await attempt(() => api.deleteSite(site.id), onDeleted);
    setBusy(false);
  }

  return (
    <Dialog title={t('deleteSiteAsk', { name: site.name })} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <p>{t('deleteSiteHelp')}</p>
        <WhenLoaded loaded={loaded} waiting={t('loading')}>
          {([contents, sites]) => (
            <>
              {sites.every(({ id }) => id === site.id) && (
                <Notice kind="info">{t('deleteLastSite')}</Notice>
              )}
              <p>
                <strong>{t('deleteSiteHolds', contents)}</strong>
              </p>
            </>
          )}
        </WhenLoaded>
        <Field label={t('deleteSiteType')} help={site.name}>
          {(input) => (
            <input
              {...input}
              type="text"
              autocomplete="off"
              required
              value={typed}
              onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          )}
        </Field>
        {problem !== undefined && <Notice kind="error">{problem}</Notice>}
        <div class="row end">
          <button type="button" class="quiet" onClick={onClose}>
            {t('cancel')}
          </button>
          <button
            type="submit"
            class="quiet danger"
            disabled={isBusy || asSeen(typed) !== asSeen(site.name)}
          >
            {t('deleteSiteNow')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** As a page shows it: of several blanks in a row one sees one. */
function asSeen(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ');
}
