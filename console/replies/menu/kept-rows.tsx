import { t } from '../../text/index.ts';
import { Icon } from '../../ui/index.ts';
import { asText } from '../../visitors/index.ts';
import type { KeptToSend } from '../kept-drafts.ts';

/** The files that go with what is written, each with a way to leave it out. */
export function KeptRows({
  kept,
  onRemove,
}: {
  kept: readonly KeptToSend[];
  onRemove: (one: KeptToSend) => void;
}) {
  if (kept.length === 0) return null;
  return (
    <ul class="uploads" aria-label={t('filesToSend')}>
      {kept.map((one) => (
        <li key={one.file.id}>
          <Icon name="attach" />
          <span class="file-name" dir="auto">
            {asText(one.file.name)}
          </span>
          <button
            type="button"
            class="quiet"
            aria-label={t('fileRemove', { name: asText(one.file.name) })}
            onClick={() => onRemove(one)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
