import { useEffect, useRef, useState } from 'preact/hooks';
import { tinykeys } from 'tinykeys';
import type { OperatorClient } from '../../client/index.ts';
import type { ChatId } from '../../protocol/index.ts';
import { countCodePoints, LIMITS } from '../../protocol/index.ts';
import { t } from '../text/index.ts';
import { Icon } from '../ui/index.ts';
import { keepDraft, readDraft } from './drafts.ts';

type Mode = 'message' | 'note';

/** Where an operator writes: a message to the visitor, or a note to colleagues. */
export function Composer({
  id,
  client,
  isClosed,
  onSend,
}: {
  id: ChatId;
  client: OperatorClient;
  isClosed: boolean;
  onSend: () => void;
}) {
  const [text, setText] = useState(() => readDraft(id));
  const [mode, setMode] = useState<Mode>('message');
  const input = useRef<HTMLTextAreaElement>(null);
  const kind = isClosed ? 'note' : mode;
  const over = countCodePoints(text) - LIMITS.textCodePoints;
  useWritingKeys(input, setMode);

  function change(next: string) {
    setText(next);
    keepDraft(id, next);
    if (kind === 'message' && next !== '') client.typing(id);
  }

  function send() {
    if (text.trim() === '' || over > 0) return;
    client.send(id, { kind, text });
    onSend();
    change('');
  }

  return (
    <form
      class={`composer ${kind}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <fieldset class="modes">
        <legend class="hidden">{t('whatToWrite')}</legend>
        {(['message', 'note'] as const).map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="mode"
              class="hidden"
              checked={kind === name}
              disabled={isClosed && name === 'message'}
              onChange={() => setMode(name)}
            />
            {t(`mode-${name}`)}
          </label>
        ))}
        <span class="small muted">{t(isClosed ? 'closedHint' : `hint-${kind}`)}</span>
      </fieldset>
      <div class="row writing">
        <textarea
          ref={input}
          rows={2}
          value={text}
          aria-label={t(`write-${kind}`)}
          onInput={({ currentTarget }) => change(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" disabled={text.trim() === '' || over > 0}>
          <Icon name="send" />
          {t('send')}
        </button>
      </div>
      {over > 0 && (
        <p class="small over" role="alert">
          {t('tooLong', { over, limit: LIMITS.textCodePoints })}
        </p>
      )}
    </form>
  );
}

/** r goes to the message, n to the note, Escape leaves the input. */
function useWritingKeys(
  input: { current: HTMLTextAreaElement | null },
  setMode: (mode: Mode) => void,
): void {
  useEffect(() => {
    const begin = (mode: Mode) => (event: KeyboardEvent) => {
      const { target } = event;
      if (
        target instanceof HTMLElement &&
        target.matches('textarea, select, input:not([type=radio])')
      ) {
        return;
      }
      event.preventDefault();
      setMode(mode);
      input.current?.focus();
    };
    return tinykeys(window, {
      r: begin('message'),
      n: begin('note'),
      Escape: () => input.current?.blur(),
    });
  }, [input, setMode]);
}
