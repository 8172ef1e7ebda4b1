import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { useModal } from './use-modal.ts';
import './dialog.css';

/** Asks something before all else: Escape, or a click beside it, closes it, and the focus goes back to where it was. */
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
      onClose={() => dialog.current && onClose()}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      <div class="stack">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
