import { useRef } from 'preact/hooks';
import { t } from '../text/index.ts';
import { useModal } from '../ui/index.ts';
import { KeyCaps } from './key-caps.tsx';
import { commandsWithKeys } from './registry.ts';

/** All keys of what is open now. Those of the chat stand here once one is open. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog);
  return (
    <dialog ref={dialog} class="keys" aria-label={t('keysTitle')} onClose={onClose}>
      <h2>{t('keysTitle')}</h2>
      <dl>
        {commandsWithKeys().map(({ id, keys, words }) => (
          <div key={id}>
            <dt>
              <KeyCaps keys={keys} />
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">{t('close')}</button>
      </form>
    </dialog>
  );
}
