import { useEffect, useRef } from 'preact/hooks';
import type { PanelProps } from '../model.ts';

interface EndQuestionProps extends PanelProps {
  readonly onAnswered: () => void;
}

/** Asks before the chat is ended. Escape goes on chatting. */
export function EndQuestion({ model, actions, onAnswered }: EndQuestionProps) {
  const { words } = model;
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);

  function end(): void {
    actions.send({ kind: 'closed' });
    onAnswered();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // This Escape answers the question; the next one closes the panel.
    event.stopPropagation();
    onAnswered();
  }

  return (
    <div class="ending" role="alertdialog" aria-labelledby="end-question" onKeyDown={onKeyDown}>
      <p class="question" id="end-question">
        {words.say('endChat')}
      </p>
      <div class="pair">
        <button type="button" class="answer" ref={no} onClick={onAnswered}>
          {words.say('offlineBack')}
        </button>
        <button type="button" class="answer" onClick={end}>
          {words.say('endChat')}
        </button>
      </div>
    </div>
  );
}
