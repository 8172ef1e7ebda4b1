import { useId, useRef } from 'preact/hooks';
import { t } from '../text/index.ts';
import { useModal } from '../ui/index.ts';
import { asked } from './unsaved.ts';

/** Asks before something unsaved is lost; to stay has the focus, and Escape stays. Stands once, beside all screens. */
export function LeaveQuestion() {
  return asked.value && <Question act={asked.value} />;
}

function Question({ act }: { act: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = useModal(dialog);

  /** The focus goes back before the act, which may move it on. */
  function answer(leaves: boolean) {
    close();
    asked.value = null;
    if (leaves) act();
  }

  return (
    <dialog
      ref={dialog}
      class="dialog"
      role="alertdialog"
      aria-labelledby={id}
      aria-describedby={`${id}-help`}
      onClose={() => dialog.current && answer(false)}
    >
      <div class="stack">
        <h2 id={id}>{t('leaveAsk')}</h2>
        <p id={`${id}-help`}>{t('leaveHelp')}</p>
        <div class="row end">
          <button type="button" onClick={() => answer(false)}>
            {t('stay')}
          </button>
          <button type="button" class="quiet" onClick={() => answer(true)}>
            {t('leave')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
