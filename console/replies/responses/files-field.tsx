import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ChosenFile } from '../../../client/index.ts';
import { createUploadList, sizeIn } from '../../../client/later.ts';
import { type ChatFile, LIMITS } from '../../../protocol/index.ts';
import { acceptedEndings } from '../../../protocol/later.ts';
import { UploadRows, type Uploads } from '../../files/index.ts';
import { live } from '../../session.ts';
import { language, t } from '../../text/index.ts';
import { Icon } from '../../ui/index.ts';
import { asText } from '../../visitors/index.ts';

/** How the files become others. */
type Change = (changed: (files: readonly ChatFile[]) => ChatFile[]) => void;

/** The files that go with a canned response; each is uploaded as soon as it is chosen. */
export function FilesField({
  files,
  error,
  onChange,
}: {
  files: readonly ChatFile[];
  error: string | undefined;
  onChange: Change;
}) {
  const uploads = useKeptUploads(onChange);
  const picker = useRef<HTMLInputElement>(null);
  const limit = live.value?.fileBytes ?? 0;
  const isFull = files.length + uploads.chosen.length >= LIMITS.filesPerCannedResponse;
  return (
    <fieldset>
      <legend>{t('responseFiles')}</legend>
      {files.length > 0 && (
        <ul class="uploads">
          {files.map(({ id, name, bytes }) => (
            <li key={id}>
              <Icon name="attach" />
              <span class="file-name" dir="auto">
                {asText(name)}
              </span>
              <span class="small muted">{sizeIn(language.value, bytes)}</span>
              <button
                type="button"
                class="quiet"
                aria-label={t('fileRemove', { name: asText(name) })}
                onClick={() => onChange((before) => before.filter((one) => one.id !== id))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <UploadRows uploads={uploads} limit={limit} />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={acceptedEndings()}
        onChange={({ currentTarget }) => {
          const room = LIMITS.filesPerCannedResponse - files.length - uploads.chosen.length;
          uploads.add([...(currentTarget.files ?? [])].slice(0, room));
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
      <div class="row">
        <button
          type="button"
          class="quiet"
          disabled={isFull}
          onClick={() => picker.current?.click()}
        >
          <Icon name="attach" />
          {t('attach')}
        </button>
        <span class="small muted">
          {t('filesHelp', {
            limit: LIMITS.filesPerCannedResponse,
            size: sizeIn(language.value, limit),
          })}
        </span>
      </div>
      {error && (
        <p class="small failed" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function useKeptUploads(onChange: Change): Uploads {
  const [chosen, setChosen] = useState<readonly ChosenFile[]>([]);
  const latest = useRef(onChange);
  latest.current = onChange;
  const uploads = useMemo(() => {
    const list = createUploadList({
      target: () => ({ address: '/api/v1/canned-responses/files', headers: {} }),
      mostBytes: () => live.peek()?.fileBytes || Number.POSITIVE_INFINITY,
      onUploaded: (file) => latest.current((before) => [...before, file]),
      onChange: () => setChosen(list.list()),
    });
    return list;
  }, []);
  useEffect(() => () => uploads.destroy(), [uploads]);
  return { chosen, add: uploads.add, retry: uploads.retry, remove: uploads.remove };
}
