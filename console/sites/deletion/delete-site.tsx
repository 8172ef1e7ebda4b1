import { useState } from 'preact/hooks';
import type { Site } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { DeleteDialog } from './delete-dialog.tsx';

/** The end of a site's page, for owners. */
export function DeleteSite({ site, onDeleted }: { site: Site; onDeleted: () => void }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <div>
      <button type="button" class="quiet danger" onClick={() => setAsking(true)}>
        {t('deleteSite')}
      </button>
      {isAsking && (
        <DeleteDialog site={site} onClose={() => setAsking(false)} onDeleted={onDeleted} />
      )}
    </div>
  );
}
