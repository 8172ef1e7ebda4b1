import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { useModal } from './use-modal.ts';
import './dialog.css';

/**
 * Asks something before all else: Escape, or a click beside it, closes it, and the focus goes back to where it was. One that is unsaved
 * stays until it is not drawn any more, so that `onClose` may ask something first.
 */
export function Dialog({
  title,
  isUnsaved = false,
  onClose,
  children,
}: {
  title: string;
  /** Default: false. */
  isUnsaved?: boolean;
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
        if (!isUnsaved) return;
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        if (!dialog.current) return;
        // A second Escape closes it without asking; whether it stays closed is not the browser's to say.
        if (isUnsaved) dialog.current.showModal();
        onClose();
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
