import type { ChosenFile } from '../../client/index.ts';
import { sizeIn } from '../../client/later.ts';
import { language, refusalWords, t } from '../text/index.ts';
import { Icon } from '../ui/index.ts';
import { Thumbnail } from './thumbnail.tsx';
import type { Uploads } from './use-uploads.ts';
import './files.css';

/** Files on their way: how far each is, and why one is not. `limit`: most bytes of one. */
export function UploadRows({ uploads, limit }: { uploads: Uploads; limit: number }) {
  if (uploads.chosen.length === 0) return null;
  return (
    <ul class="uploads">
      {uploads.chosen.map((one) => (
        <UploadRow key={one.key} chosen={one} uploads={uploads} limit={limit} />
      ))}
    </ul>
  );
}

function UploadRow({
  chosen: { key, file, state },
  uploads,
  limit,
}: {
  chosen: ChosenFile;
  uploads: Uploads;
  limit: number;
}) {
  const { name } = file;
  const isFailed = state.name === 'failed';
  return (
    <li>
      <Thumbnail file={file} />
      <span class="file-name" dir="auto">
        {name}
      </span>
      {state.name === 'uploading' && <progress aria-label={name} value={state.share} />}
      {isFailed && (
        <span class="small failed" role="alert">
          {faultWords(state, limit)}
        </span>
      )}
      {isFailed && state.mayRetry && (
        <button type="button" class="quiet" onClick={() => uploads.retry(key)}>
          {t('tryAgain')}
        </button>
      )}
      <button
        type="button"
        class="quiet"
        aria-label={t(isFailed ? 'fileRemove' : 'fileCancel', { name })}
        onClick={() => uploads.remove(key)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

type Failed = Extract<ChosenFile['state'], { name: 'failed' }>;

function faultWords(fault: Failed, limit: number): string {
  switch (fault.code) {
    case 'empty':
      return t('fileEmpty');
    case 'too_large':
      return t('fileTooLarge', { size: sizeIn(language.value, limit) });
    case 'unreachable':
      return t('fileUnreachable');
    default:
      return refusalWords(fault);
  }
}
