import { useEffect, useRef, useState } from 'preact/hooks';
import { countCodePoints } from '../../protocol/index.ts';
import { useUnsaved } from '../leaving/index.ts';
import { t, tooLong } from '../text/index.ts';
import { Field } from '../ui/index.ts';

/** Writes one text to or about a visitor. What was written stays where it could not be saved. */
export function TextForm<Done>({
  label,
  help,
  text: before = '',
  limit,
  words,
  isSentByEnter = false,
  onSave,
  onSaved,
  onCancel,
}: {
  label: string;
  help?: string | undefined;
  /** What is there already. Default: nothing. */
  text?: string;
  /** In code points. */
  limit: number;
  /** Of the button that saves. */
  words: string;
  /** Enter saves, and Shift+Enter begins a line; else Ctrl+Enter saves. */
  isSentByEnter?: boolean;
  /** Rejects with a sentence for people. */
  onSave: (text: string) => Promise<Done>;
  /** Default: nothing. */
  onSaved?: (done: Done) => void;
  onCancel: () => void;
}) {
  const [text, setText] = useState(before);
  const [problem, setProblem] = useState('');
  const [isSaving, setSaving] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => input.current?.focus(), []);
  const { leave, settle } = useUnsaved(text !== before);
  const cancel = () => leave(onCancel);
  const over = countCodePoints(text) - limit;
  const isFit = text.trim() !== '' && over <= 0 && !isSaving;

  async function save() {
    if (!isFit) return;
    setSaving(true);
    setProblem('');
    try {
      const done = await onSave(text);
      settle();
      onSaved?.(done);
    } catch (error) {
      setProblem((error instanceof Error && error.message) || t('somethingFailed'));
    }
    setSaving(false);
  }

  return (
    <form
      class="stack text-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          // On a button it would leave the chat as well.
          event.stopPropagation();
          cancel();
        }
        if (event.key !== 'Enter' || event.isComposing) return;
        if (isSentByEnter ? event.shiftKey : !event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        void save();
      }}
    >
      <Field label={label} help={help} warning={tooLong(over, limit)} error={problem}>
        {(field) => (
          <textarea
            {...field}
            ref={input}
            rows={isSentByEnter ? 2 : 3}
            dir="auto"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        )}
      </Field>
      <p class="row">
        <button type="submit" disabled={!isFit}>
          {words}
        </button>
        <button type="button" class="quiet" onClick={cancel}>
          {t('cancel')}
        </button>
      </p>
    </form>
  );
}
