import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { useModal } from './use-modal.ts';
import './dialog.css';

/**
 * Asks something before all else: Escape, or a click beside it, asks to close it, and the focus goes back to where it was. It is there
 * for as long as it is drawn, so that `onClose` may ask something first.
 */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useModal(dialog);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, as every dialog
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        // A second Escape closes it without asking; whether it stays closed is not the browser's to say.
        dialog.current?.showModal();
        if (dialog.current) onClose();
      }}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      <div class="stack">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
