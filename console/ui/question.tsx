import { useId, useRef } from 'preact/hooks';
import { useModal } from './use-modal.ts';
import './dialog.css';

interface QuestionProps {
  readonly title: string;
  /** What follows from it. */
  readonly help?: string;
  /** What the button does by which it is meant. */
  readonly yes: string;
  /** The way back. */
  readonly no: string;
  readonly onAnswer: (isMeant: boolean) => void;
}

/** Asks before something is done that cannot be taken back: the way back has the focus, and Escape is the way back. */
export function Question({ title, help, yes, no, onAnswer }: QuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = useModal(dialog);

  /** The focus goes back before what follows, which may move it on. */
  function answer(isMeant: boolean) {
    close();
    onAnswer(isMeant);
  }

  return (
    <dialog
      ref={dialog}
      class="dialog"
      role="alertdialog"
      aria-labelledby={id}
      aria-describedby={help && `${id}-help`}
      onClose={() => dialog.current && onAnswer(false)}
    >
      <div class="stack">
        <h2 id={id}>{title}</h2>
        {help && <p id={`${id}-help`}>{help}</p>}
        <div class="row end">
          <button type="button" onClick={() => answer(false)}>
            {no}
          </button>
          <button type="button" class="quiet" onClick={() => answer(true)}>
            {yes}
          </button>
        </div>
      </div>
    </dialog>
  );
}
