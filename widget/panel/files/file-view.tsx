import { useEffect, useRef, useState } from 'preact/hooks';
import { saveFile, sizeIn } from '../../../client/later.ts';
import { asText, type ChatFile } from '../../../protocol/index.ts';
import type { PanelProps } from '../model.ts';
import { loadFile } from './visitor-files.ts';

export { default as css } from './files.css?inline';

/** What a file needs besides the model. */
export interface FileViewProps extends PanelProps {
  readonly file: ChatFile;
}

/** A file of the conversation: an image as itself, anything else, and an image that cannot be had, as a row to save it by. */
export function View(props: FileViewProps) {
  const [isBroken, setBroken] = useState(false);
  const isImage = props.file.width !== undefined && !isBroken;
  if (!isImage) return <FileRow {...props} />;
  return (
    <div class="file">
      {/* Keeps the image's place from the first moment on: what comes later moves nothing. */}
      <canvas width={props.file.width} height={props.file.height} />
      <ImageView {...props} onBroken={() => setBroken(true)} />
    </div>
  );
}

interface ImageProps extends FileViewProps {
  readonly onBroken: () => void;
}

/** Loaded once it comes near to where it is seen; opens in a window of its own. */
function ImageView({ actions, file, onBroken }: ImageProps) {
  const frame = useRef<HTMLAnchorElement>(null);
  const [address, setAddress] = useState('');
  const name = asText(file.name);

  useEffect(() => {
    let made = '';
    let isGone = false;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        loadFile(actions.pass(), file.id).then((blob) => {
          if (isGone) return;
          made = URL.createObjectURL(blob);
          setAddress(made);
        }, onBroken);
      },
      { rootMargin: '400px' },
    );
    if (frame.current) observer.observe(frame.current);
    return () => {
      isGone = true;
      observer.disconnect();
      URL.revokeObjectURL(made);
    };
  }, [file.id, actions]);

  // An address that is not there yet is none to go to.
  const link =
    address === '' ? {} : ({ href: address, target: '_blank', rel: 'noopener' } as const);
  return (
    <a class="image" ref={frame} {...link}>
      {address !== '' && <img src={address} alt={name} onError={onBroken} />}
    </a>
  );
}

/** Its name and size, and what is wrong where it could not be loaded. */
function FileRow({ model, actions, file }: FileViewProps) {
  const { words } = model;
  const [state, setState] = useState<'' | 'loading' | 'failed'>('');
  const name = asText(file.name);
  const ending = /\.([^.]{1,4})$/.exec(name)?.[1] ?? '';

  function save(): void {
    setState('loading');
    loadFile(actions.pass(), file.id).then(
      (blob) => {
        // Of no kind that a browser would rather show.
        saveFile(name, new Blob([blob], { type: 'application/octet-stream' }));
        setState('');
      },
      () => setState('failed'),
    );
  }

  return (
    <>
      <button type="button" class="download" disabled={state === 'loading'} onClick={save}>
        <span class="kind" aria-hidden="true">
          {ending}
        </span>
        <span class="hidden">{words.say('fileDownload')}</span>
        <span class="name" dir="auto">
          {name}
        </span>
        <span class="size">{sizeIn(words.tag, file.bytes)}</span>
      </button>
      {state === 'failed' && (
        <p class="lost" role="alert">
          {words.say('fileUnreachable')}
        </p>
      )}
    </>
  );
}
