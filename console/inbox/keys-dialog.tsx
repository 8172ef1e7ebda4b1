import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text/index.ts';

const KEYS = [
  ['j', 'key-next'],
  ['k', 'key-previous'],
  ['/', 'key-search'],
  ['a', 'key-accept'],
  ['r', 'key-write'],
  ['n', 'key-note'],
  ['Esc', 'key-back'],
  ['?', 'key-help'],
] as const;

/** All keys of the console. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="keys" aria-label={t('keysTitle')} onClose={onClose}>
      <h2>{t('keysTitle')}</h2>
      <dl>
        {KEYS.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">{t('close')}</button>
      </form>
    </dialog>
  );
}
