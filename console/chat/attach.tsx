import { useRef } from 'preact/hooks';
import { sizeIn } from '../../client/later.ts';
import { acceptedEndings } from '../../protocol/later.ts';
import type { Uploads } from '../files/index.ts';
import { language, t } from '../text/index.ts';
import { Icon } from '../ui/index.ts';

/** Opens the file picker; what may be sent is said before. */
export function Attach({ uploads, limit }: { uploads: Uploads; limit: number }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={acceptedEndings()}
        onChange={({ currentTarget }) => {
          uploads.add([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
      <button
        type="button"
        class="quiet"
        aria-label={t('attach')}
        title={t('fileLimits', { size: sizeIn(language.value, limit) })}
        onClick={() => picker.current?.click()}
      >
        <Icon name="attach" />
      </button>
    </>
  );
}
