import { useState } from 'preact/hooks';
import { sizeIn } from '../../client/later.ts';
import type { ChatFile } from '../../protocol/index.ts';
import { language, t } from '../text/index.ts';
import { asLine, asText } from '../visitors/index.ts';
import './files.css';

/** A file in the conversation: an image as itself, anything else as a row to save it by. */
export function FileBody({ file }: { file: ChatFile }) {
  const [isBroken, setBroken] = useState(false);
  const { width, height } = file;
  const name = asLine(file.name);
  // The relay's own address, whatever an id may hold.
  const address = `/api/v1/files/${encodeURIComponent(asText(file.id))}`;
  if (width !== undefined && height !== undefined && !isBroken) {
    return (
      <a
        class="bubble image"
        href={address}
        target="_blank"
        rel="noopener"
        title={t('openImage', { name })}
      >
        <img
          src={address}
          alt={name}
          width={width}
          height={height}
          loading="lazy"
          onError={() => setBroken(true)}
        />
      </a>
    );
  }
  return (
    <a class="bubble file" href={address} download={name}>
      <span class="file-kind" aria-hidden="true">
        {/\.([^.]{1,4})$/.exec(name)?.[1] ?? ''}
      </span>
      <span class="file-name" dir="auto">
        {name}
      </span>
      <span class="small">{sizeIn(language.value, file.bytes)}</span>
    </a>
  );
}
